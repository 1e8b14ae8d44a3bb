import { expect, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { putEntries, someEntries } from './support/entries.ts'
import { tabTo } from './support/keys.ts'

const heading = (app: App, name: string) =>
  app.page.getByRole('heading', { level: 1, name, exact: true })

test('settings, diagnostics and back to the entries go by keyboard alone', async ({
  app,
  person,
}) => {
  await app.start()
  await person.choosesOwnServer()
  await person.createsAccount()
  const { keyboard } = app.page
  const chooses = async (name: string | RegExp, arrivesAt: string) => {
    await tabTo(app.page, name)
    await keyboard.press('Enter')
    await expect(heading(app, arrivesAt)).toBeFocused()
  }

  await chooses(/^Settings/, 'Account')
  await chooses('This computer', 'This computer')
  await tabTo(app.page, 'Test the link')
  const theme = app.page.getByLabel('Colours')
  await tabTo(app.page, 'Colours')
  await expect(theme).toBeFocused()
  await keyboard.press('ArrowDown')
  await expect(theme).toHaveValue('light')
  await person.reads('Saved')

  await chooses('About Latchkey', 'About Latchkey')
  await chooses('Open the diagnostics', 'Diagnostics')
  await tabTo(app.page, 'Copy the report')
  await keyboard.press('Enter')
  await person.reads('The report is copied.')
  await keyboard.press('Escape')
  await expect(heading(app, 'About Latchkey')).toBeFocused()
  await tabTo(app.page, 'Back to entries')
  await keyboard.press('Enter')
  await person.sees('All entries')
})

test('the side panel fits the window, the smallest too, whatever is shown in it', async ({
  app,
  person,
}) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  const tags = Array.from({ length: 12 }, (_, at) => `tag ${at}`)
  await putEntries(
    app.page,
    someEntries.map((entry) => ({ ...entry, tags })),
  )
  const leave = person.button('Leave the demo')
  for (const [width, height] of [
    [960, 640],
    [720, 480],
  ] as const) {
    await app.page.setViewportSize({ width, height })
    for (const section of ['All entries', 'Account']) {
      await person.goesTo(section)
      await expect(leave).toBeInViewport({ ratio: 1 })
      const [all, seen] = await app.page
        .locator('.side')
        .evaluate((side) => [side.scrollHeight, side.clientHeight])
      expect(all).toBe(seen)
    }
  }
})

test('nothing empty is shown between signing in and the entries', async ({ app, person }) => {
  await app.start()
  await person.choosesOwnServer()
  await person.createsAccount()
  await app.restart()
  await person.sees('Sign in')
  // Preloaded while the person types.
  const part = app.page.locator('link[rel="modulepreload"][href*="/Home-"]')
  await part.waitFor({ state: 'attached' })
  await part.evaluate((link: HTMLLinkElement) => import(link.href))
  await app.page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      const title = document.querySelector('h1')?.textContent ?? 'no heading'
      if (seen.at(-1) !== title) seen.push(title)
    }).observe(document.body, { childList: true, subtree: true })
  })
  await person.signsIn()
  await person.sees('All entries')
  const seen = await app.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
  expect(seen.filter((title) => title !== 'Sign in')).toEqual(['All entries'])
})
