import type { AppApi } from '../src/contract/api.ts'
import { ada, expect, grace, linkOf, minute, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { violations } from './support/axe.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

const outbox = (app: App) => app.page.getByRole('region', { name: 'Outbox' })
const waits = 'Mail does not get through right now'

test('without a network a reset is asked for all the same, and the mail goes out by itself', async ({
  app,
  person,
  server,
}, info) => {
  await person.isReady(server)
  await server.setFaults({ hangUp: true })
  await person.asksForReset()
  await expect(app.page.getByText(waits)).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme })
    expect(await violations(app.page)).toEqual([])
    await app.page.screenshot({ path: info.outputPath(`asked-${colorScheme}.png`) })
  }
  await server.setFaults({})
  const mail = await server.waitForMail(ada.email)
  await expect(app.page.getByText(waits)).toBeHidden()
  await person.pastes(linkOf(mail))
  await person.setsPassword()
  await person.sees('Your password is changed')
  expect(server.received.filter(({ text }) => text.includes('latchkey://reset'))).toHaveLength(1)
})

test('what the screen says while mail waits is the same for an address without an account', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ hangUp: true })
  const seen: string[] = []
  for (const email of [ada.email, 'eve@example.com']) {
    await app.restart()
    await person.asksForReset(email)
    await expect(app.page.getByText(waits)).toBeVisible()
    const text = await app.page.locator('main').innerText()
    seen.push(text.replaceAll(email, '…').replace(/\d+:\d\d( [AP]M)?/g, '…'))
  }
  expect(seen[1]).toBe(seen[0])
})

test('the app closed while a mail is handed over waits for the server’s yes, and sends it once', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ takenDelayMs: 1_000 })
  await person.asksForReset()
  await server.waitForMail(ada.email)
  await app.restart()
  await person.signsIn()
  await person.goesTo('Mail settings')
  await expect(outbox(app).getByText('Nothing waits to be sent.')).toBeVisible()
  const resets = server.received.filter(({ subject }) => subject.startsWith('Reset'))
  expect(resets).toHaveLength(1)
})

test('the app killed while a mail is handed over sends it once more, as the same mail', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ dropAfterData: 'taken' })
  await person.asksForReset()
  const first = await server.waitForMail(ada.email)
  await app.kill()
  await server.setFaults({})
  await app.start()
  const second = await server.waitForMail(ada.email)
  expect(second.headers['message-id']).toEqual(first.headers['message-id'])
  await app.openLink(linkOf(first))
  await person.sees('Choose a new password')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await app.openLink(linkOf(second))
  await person.sees('This link has been used')
})

test('the owner sees what waits and why, cancels one mail and sends the other', async ({
  app,
  person,
  server,
}, info) => {
  await person.isReady(server)
  await server.setFaults({ login: 535 })
  await person.asksForReset('eve@example.com')
  app.passTime(2 * minute)
  await app.restart()
  await person.asksForReset()
  await app.restart()
  await person.signsIn()
  await person.goesTo('Mail settings')

  const list = outbox(app)
  await expect(list.getByText('to e•••@example.com')).toBeVisible()
  await expect(list.getByText(`to ${ada.email}`).first()).toBeVisible()
  await expect(list.getByText('Mail waits for the mail server')).toBeVisible()
  await expect(list.getByText('didn’t take the user name and password')).toBeVisible()
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme })
    await list.scrollIntoViewIfNeeded()
    expect(await violations(app.page)).toEqual([])
    await app.page.screenshot({ path: info.outputPath(`waiting-${scheme}.png`) })
  }

  await list.getByRole('button', { name: /^Cancel: .* e•••@example\.com$/ }).click()
  await app.page.getByRole('button', { name: 'Cancel the mail' }).click()
  await expect(list.getByText('cancelled', { exact: true })).toBeVisible()

  await server.setFaults({})
  await list.getByRole('button', { name: /^Try now: / }).click()
  await server.waitForMail(ada.email)
  await expect(list.getByText('Nothing waits to be sent.')).toBeVisible()
  for (const scheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme: scheme })
    await list.scrollIntoViewIfNeeded()
    expect(await violations(app.page)).toEqual([])
    await app.page.screenshot({ path: info.outputPath(`done-${scheme}.png`) })
  }
})

test('a mail that is turned away for good is in the list, with what to do', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ recipient: 550 })
  await person.asksForReset()
  await app.restart()
  await person.signsIn()
  await person.goesTo('Mail settings')
  await expect(outbox(app).getByText('not sent', { exact: true })).toBeVisible()
  await expect(outbox(app).getByText('Its person can check it under Account.')).toBeVisible()
})

test('a note that was turned away is sent after all, once the owner says so', async ({
  app,
  person,
  server,
}, info) => {
  await person.isReady(server)
  await server.setFaults({ recipient: 550 })
  await person.signsIn()
  await person.sees('All entries')
  await person.changesPassword()
  await person.goesTo('Mail settings')
  const list = outbox(app)
  await expect(list.getByText('not sent', { exact: true })).toBeVisible()
  await list.scrollIntoViewIfNeeded()
  await app.page.screenshot({ path: info.outputPath('given-up.png') })
  await server.setFaults({})
  await list.getByRole('button', { name: /^Send after all: Note about a changed password/ }).click()
  await expect(list.getByRole('heading', { name: 'Waiting' })).toBeFocused()
  const mail = await server.waitForMail(ada.email)
  expect(mail.text).toContain('changed')
  await expect(list.getByText('not sent', { exact: true })).toBeHidden()
})

test('a member has no outbox', async ({ app, person, server }) => {
  await person.isReady(server)
  await person.press('Create an account')
  await person.createsAccount(grace)
  await person.goesTo('This computer')
  await expect(app.page.getByRole('button', { name: 'Mail settings' })).toHaveCount(0)
  const answer = await app.page.evaluate(() => (globalThis as WithApi).latchkey.outboxList())
  expect(answer).toEqual({ ok: false, code: 'FORBIDDEN' })
})
