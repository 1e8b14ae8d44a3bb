/** The path of a link through the system, with the real `xdg-open` and folders of the test's own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from './fixtures.ts'
import { type LinkRegistry, linkRegistry } from './support/link-registry.ts'

const test = base.extend<{ registry: LinkRegistry }>({
  registry: async ({ app }, use) => use(linkRegistry(app)),
})

// biome-ignore lint/suspicious/noSkippedTests: xdg-open is on Linux only
test.skip(process.platform !== 'linux', 'xdg-open is on Linux only')

test('a link that finds its way here is said to arrive, and opens nothing', async ({
  app,
  person,
  registry,
}) => {
  registry.register('latchkey.desktop', 'Latchkey', registry.ownExec)
  await person.begins()
  await person.goesTo('This computer')
  await person.reads('Links open with')
  await person.press('Test the link')
  await expect(
    app.page.getByText(/The link arrived here, in the Latchkey that runs, after [\d.]+ seconds?\./),
  ).toBeVisible()
  await person.sees('This computer')
  expect(app.electron.windows()).toHaveLength(1)
})

test('without a program for links it says so, sends nothing, and repairs it', async ({
  app,
  person,
  registry,
}) => {
  await person.begins()
  await person.goesTo('This computer')
  await person.reads('No program on this computer is registered')
  await person.press('Test the link')
  await person.reads('So nothing was sent.')
  await person.press('Repair')
  await person.reads('puts a small file, latchkey-portable.desktop')
  await person.press('Leave it')
  expect(existsSync(join(registry.programs, 'latchkey-portable.desktop'))).toBe(false)
  await person.press('Repair')
  await person.press('Open links with Latchkey')
  await expect(app.page.getByText('No program', { exact: true })).toHaveCount(0)
  await person.press('Test the link')
  await expect(app.page.getByText(/The link arrived/)).toBeVisible()
})

test('another program that has the links is named, and not started', async ({
  app,
  person,
  registry,
}) => {
  const trace = join(registry.programs, 'started')
  registry.register('other.desktop', 'Key Collector', registry.script(`touch "${trace}"`))
  await person.begins()
  await person.goesTo('This computer')
  await person.reads('Key Collector, another program')
  await person.press('Test the link')
  await person.reads('Latchkey’s links go to Key Collector.')
  await person.reads('So nothing was sent.')
  expect(existsSync(trace)).toBe(false)
  await person.press('Repair')
  await person.press('Open links with Latchkey')
  await person.press('Test the link')
  await expect(app.page.getByText(/The link arrived/)).toBeVisible()
})

test('a link that comes late is told apart from one that does not come', async ({
  app,
  person,
  registry,
}) => {
  registry.register('latchkey.desktop', 'Latchkey', registry.ownExec)
  await person.begins()
  // The system takes the link but doesn't deliver it yet.
  await app.electron.evaluate(({ shell }) => {
    shell.openExternal = async (link) => void Object.assign(globalThis, { held: link })
  })
  const held = () => app.electron.evaluate(() => (globalThis as unknown as { held: string }).held)
  await person.goesTo('This computer')
  await person.press('Test the link')
  await expect(app.page.getByText('did not arrive within 10 seconds')).toBeVisible()
  await app.openLink(await held())
  await expect(app.page.getByText(/The link arrived .+, but late/)).toBeVisible()
  // It counts once: the same link is ignored the second time.
  await app.openLink(await held())
  await person.sees('This computer')
})

test('which program has the links is decided by what it starts, not by its name, and no start takes them away', async ({
  app,
  person,
  registry,
}) => {
  const elsewhere = registry.script('exit 0')
  registry.register('latchkey.desktop', 'Latchkey', elsewhere)
  app.set({ noSchemeRegistration: false })
  await person.begins()
  await app.restart()
  await person.signsIn()
  await person.goesTo('This computer')
  await person.reads(`Latchkey (${elsewhere}), another program`)
})

test('when a link last started Latchkey is said beside the test, and stays over a restart', async ({
  app,
  person,
}) => {
  await person.begins()
  await person.goesTo('This computer')
  await person.reads('Not yet. The test can’t show it')
  await app.restart('latchkey://confirm?t=x')
  await app.restart()
  await person.signsIn()
  await person.goesTo('This computer')
  await person.reads('A link last started Latchkey')
  await expect(app.page.getByText('Not yet.')).toHaveCount(0)
})

test('a link of a test that nobody began opens nothing', async ({ app, person }) => {
  await person.begins()
  await app.openLink(`latchkey://self-test?n=${'A'.repeat(22)}`)
  await person.sees('All entries')
})
