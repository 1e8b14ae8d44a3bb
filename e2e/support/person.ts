import { expect } from '@playwright/test'
import type { TestMailServer } from '../../test/mail-server/index.ts'
import { linkOf } from '../../test/mail-server/index.ts'
import type { App } from './app.ts'

export const ada = { email: 'ada@example.com', password: 'tidal copper lantern yes' }
export const grace = { email: 'grace@example.com', password: 'nine loud geese fly south' }
export const newPassword = 'seven quiet herons walk by'

type Credentials = typeof ada

/** What a person does in the app, by what they see: labels, buttons, headings. */
export interface Person {
  button(name: string): ReturnType<App['page']['getByRole']>
  sees(heading: string): Promise<void>
  fill(label: string, text: string): Promise<void>
  press(button: string): Promise<void>
  choosesOwnServer(): Promise<void>
  createsAccount(who?: Credentials): Promise<void>
  signsIn(who?: Partial<Credentials>): Promise<void>
  signsOut(): Promise<void>
  setsUpMail(server: TestMailServer): Promise<void>
  /** Opens the settings and fills them in, without saving. */
  fillsMailSettings(server: TestMailServer): Promise<void>
  asksForReset(email?: string): Promise<void>
  pastes(text: string): Promise<void>
  setsPassword(password?: string): Promise<void>
  /** An account with a proven address and mail set up, signed out. */
  isReady(server: TestMailServer, who?: Credentials): Promise<void>
}

export function personAt(app: App): Person {
  const button = (name: string) => app.page.getByRole('button', { name, exact: true })

  const self: Person = {
    button,
    async sees(heading) {
      await expect(app.page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
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
      await self.sees('Account')
    },
    async signsIn(who = {}) {
      const { email, password } = { ...ada, ...who }
      await self.fill('E-mail address', email)
      await self.fill('Password', password)
      await self.press('Sign in')
    },
    async signsOut() {
      await self.press('Sign out')
      await self.sees('Sign in')
    },
    async fillsMailSettings(server) {
      await app.page.getByRole('button', { name: 'Mail settings' }).click()
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
      await expect(app.page.getByText('Saved.', { exact: false }).first()).toBeVisible()
    },
    async asksForReset(email = ada.email) {
      await self.press('Forgot password?')
      await self.sees('Forgot your password?')
      await self.fill('E-mail address', email)
      await self.press('Send the mail')
      await self.sees('Check your mail')
    },
    async pastes(text) {
      await self.fill('Link, or the whole mail', text)
      await self.press('Continue')
    },
    async setsPassword(password = newPassword) {
      await self.fill('New password', password)
      await self.press('Set password')
    },
    async isReady(server, who = ada) {
      app.set({ mailCa: server.caFile })
      await app.start()
      await self.choosesOwnServer()
      await self.createsAccount(who)
      await self.setsUpMail(server)
      await app.page.getByRole('button', { name: 'Account' }).click()
      await self.pastes(linkOf(await server.waitForMail(who.email)))
      await self.press('Confirm this address')
      await self.sees('Your address is confirmed')
      await self.press('Go to your account')
      await self.signsOut()
    },
  }
  return self
}
