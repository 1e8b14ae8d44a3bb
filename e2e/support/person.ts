import { expect } from '@playwright/test'
import { linkOf, type TestMailServer } from '../../test/mail-server/index.ts'
import type { ReceivedMail } from '../../test/mail-server/received-mail.ts'
import type { App } from './app.ts'
import { wrong } from './codes.ts'
export const ada = { email: 'ada@example.com', password: 'tidal copper lantern yes' }
export const grace = { email: 'grace@example.com', password: 'nine loud geese fly south' }
export const newPassword = 'seven quiet herons walk by'

type Credentials = typeof ada

/** What a person does in the app, found by what they see: labels, buttons, headings. */
export interface Person {
  button(name: string): ReturnType<App['page']['getByRole']>
  sees(heading: string): Promise<void>
  /** Anywhere on the screen, alone or within other text. */
  reads(words: string): Promise<void>
  fill(label: string, text: string): Promise<void>
  press(button: string): Promise<void>
  choosesOwnServer(): Promise<void>
  createsAccount(who?: Credentials): Promise<void>
  /** Opens the app for the first time and creates the first account. */
  begins(who?: Credentials): Promise<void>
  signsIn(who?: Partial<Credentials>): Promise<void>
  signsOut(): Promise<void>
  /** Uses the side panel: a view of the vault, or another section. */
  goesTo(section: string): Promise<void>
  setsUpMail(server: TestMailServer): Promise<void>
  /** Opens the settings and fills them in, without saving. */
  fillsMailSettings(server: TestMailServer): Promise<void>
  asksForReset(email?: string): Promise<void>
  /** A code, a link or an email. */
  pastes(text: string): Promise<void>
  setsPassword(password?: string): Promise<void>
  /** From the sign-in screen, by the link in an email, and back to it. */
  resets(server: TestMailServer, password?: string): Promise<void>
  /** Types this many wrong codes; each is refused. */
  typesWrong(code: string, times: number): Promise<void>
  /** In the account's settings, with the current password. */
  changesPassword(current?: string, next?: string): Promise<void>
  /** Creates an account with a confirmed address and email set up, then signs out. */
  isReady(server: TestMailServer, who?: Credentials): Promise<void>
  /** Does the same, then requests a reset. @returns its email */
  getsResetMail(server: TestMailServer): Promise<ReceivedMail>
}

/** @param readyMade what `begins` and `isReady` may start from */
export function personAt(app: App, readyMade: Pick<ReadyMade, 'putInto'> | null = null): Person {
  const button = (name: string) => app.page.getByRole('button', { name, exact: true })

  /** Data made with a keychain can't be opened without it. */
  async function hasReady(stage: Stage, who: Credentials): Promise<boolean> {
    if (readyMade === null || who !== ada || !app.hasKeychain) return false
    await readyMade.putInto(app, stage)
    return true
  }

  const self: Person = {
    button,
    async sees(heading) {
      await expect(app.page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
    },
    async reads(words) {
      await expect(app.page.getByText(words, { exact: false }).first()).toBeVisible()
    },
    fill: (label, text) => app.page.getByLabel(label, { exact: true }).fill(text),
    press: (name) => button(name).click(),
    async choosesOwnServer() {
      await app.page.getByRole('button', { name: 'Use your mail server' }).click()
      await self.sees('Create the first account')
    },
    async createsAccount({ email, password } = ada) {
      await self.fill('E-mail address', email)
      await self.fill('Password', password)
      await self.press('Create account')
      await self.press('Later')
      await self.sees('All entries')
    },
    async begins(who = ada) {
      if (await hasReady('begun', who)) {
        await app.start()
        await self.signsIn()
        return self.sees('All entries')
      }
      await app.start()
      await self.choosesOwnServer()
      await self.createsAccount(who)
    },
    async signsIn(who = {}) {
      const { email, password } = { ...ada, ...who }
      await self.fill('E-mail address', email)
      await self.fill('Password', password)
      await self.press('Sign in')
    },
    async goesTo(section) {
      const side = app.page.getByRole('navigation')
      const wanted = side.getByRole('button', { name: section })
      const otherSide = side.getByRole('button', { name: /^(Settings|Back to entries)/ })
      await otherSide.waitFor()
      if ((await wanted.count()) === 0) await otherSide.click()
      await wanted.click()
    },
    async signsOut() {
      await self.press('Sign out')
      await self.sees('Sign in')
    },
    async fillsMailSettings(server) {
      await self.goesTo('Mail settings')
      await app.page.getByLabel('Mail provider').selectOption('own')
      await self.fill('Server', server.host)
      await self.fill('Port', String(server.port))
      await self.fill('User name', server.user)
      await self.fill('Mail password', server.password)
      await self.fill('Sender’s address', 'latchkey@example.com')
    },
    async setsUpMail(server) {
      app.set({ mailCa: server.caFile })
      await self.fillsMailSettings(server)
      await self.press('Save')
      await expect(app.page.getByText('Saved. Mails', { exact: false }).first()).toBeVisible()
    },
    async asksForReset(email = ada.email) {
      await self.press('Forgot password?')
      await self.sees('Forgot your password?')
      await self.fill('E-mail address', email)
      await self.press('Send the mail')
      await self.sees('Check your mail')
    },
    async pastes(text) {
      await self.fill('Code, link, or the whole mail', text)
      await self.press('Continue')
    },
    async setsPassword(password = newPassword) {
      await self.fill('New password', password)
      await self.press('Set password')
    },
    async resets(server, password = newPassword) {
      await self.asksForReset()
      await self.pastes(linkOf(await server.waitForMail(ada.email)))
      await self.sees('Choose a new password')
      await self.setsPassword(password)
      await self.sees('Your password is changed')
      // Takes the notice, so that the next email is the one a test waits for.
      await server.waitForMail(ada.email)
      await self.press('Sign in')
    },
    async typesWrong(code, times) {
      for (let at = 0; at < times; at += 1) {
        await self.pastes(wrong(code, at))
        await self.reads('This code doesn’t work.')
      }
    },
    async changesPassword(current = ada.password, next = newPassword) {
      await self.goesTo('Account')
      await self.press('Change password')
      const dialog = app.page.getByRole('dialog')
      await dialog.getByLabel('Current password', { exact: true }).fill(current)
      await dialog.getByLabel('New password', { exact: true }).fill(next)
      await dialog.getByRole('button', { name: 'Change password' }).click()
    },
    async isReady(server, who = ada) {
      app.set({ mailCa: server.caFile })
      if (await hasReady('ready', who)) {
        await app.start()
        return self.sees('Sign in')
      }
      await self.begins(who)
      await self.setsUpMail(server)
      await self.goesTo('Account')
      await self.pastes(linkOf(await server.waitForMail(who.email)))
      await self.press('Confirm this address')
      await self.sees('Your address is confirmed')
      await self.press('Go to your account')
      await self.signsOut()
    },
    async getsResetMail(server) {
      await self.isReady(server)
      await self.asksForReset()
      return server.waitForMail(ada.email)
    },
  }
  return self
}

/** The stage that `begins` or `isReady` ends at. */
export type Stage = 'begun' | 'ready'

/** Each stage is made once, by the first test that starts from it, and copied for the others. */
export interface ReadyMade {
  /** The port of the mail server in the settings of `ready`. It is free once that stage is made. */
  port(): Promise<number>
  putInto(app: App, stage: Stage): Promise<void>
  remove(): void
}
