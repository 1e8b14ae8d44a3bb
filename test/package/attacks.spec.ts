/** Somebody else's arguments and environment for the installed app: nothing runs, nothing opens. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import manifest from '../../package.json' with { type: 'json' }
import { canInstall, deb, expect, test } from './fixtures.ts'
import { type Attacker, attacker, attacks, behindLink, launchers } from './support/attacker.ts'
import { program } from './support/machine.ts'
import { processesOf, until } from './support/person.ts'

// biome-ignore lint/suspicious/noSkippedTests: only where the system cannot do what is tested
test.skip(!canInstall, 'installing a package takes root')

let stranger: Attacker

test.beforeAll(({ machine }) => {
  machine.install(deb(manifest.version))
  stranger = attacker(machine)
})

test.afterEach(async ({ machine }) => {
  for (const pid of processesOf(machine.person, program)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone with its parent.
    }
  }
  await until('the app’s end', () => processesOf(machine.person, program).length === 0)
})

test.afterAll(({ machine }) => {
  machine.remove('-P')
  stranger.clear()
})

for (const attack of attacks) {
  test(`${attack.name} runs nothing of a stranger’s, and opens nothing, as it does in Electron`, async () => {
    const { plain } = stranger
    expect(await stranger.succeeds(attack, plain.program, [plain.page], 20_000)).toBe(true)
    await until('the port’s end', async () => !(await stranger.listens()))
    expect(await stranger.succeeds(attack, program, [], 4_000)).toBe(false)
  })
}

for (const { name, args } of launchers) {
  test(`${name} is refused by name, and the app does not start`, async ({ machine }) => {
    const { status, output } = await machine.run([program, ...args])
    expect(output).toContain(`does not start with ${name}`)
    expect(status).toBe(64)
  })
}

test('switches behind a link run nothing, and open nothing', async () => {
  expect(await stranger.succeeds(behindLink, program, [], 4_000)).toBe(false)
})

test('--no-sandbox does not start the app without a sandbox for an ordinary person', async ({
  machine,
}) => {
  for (const [arg, named] of [
    ['--no-sandbox', '--no-sandbox'],
    [' --no-sandbox', '?--no-sandbox'],
    ['\t-no-sandbox\n', '?-no-sandbox?'],
  ] as const) {
    const { status, output } = await machine.run([program, arg])
    expect(output).toContain(`does not start with ${named}\n`)
    expect(status).toBe(64)
  }
})

test('the data folder of somebody else is not opened by --user-data-dir', async ({ machine }) => {
  const theirs = '/root/latchkey-attack'
  mkdirSync(theirs, { recursive: true, mode: 0o700 })
  await machine.run([program, `--user-data-dir=${theirs}`], {}, 5_000)
  expect(readdirSync(theirs)).toEqual([])
  rmSync(theirs, { recursive: true })
})

test('a link of any length leaves the app that runs as it is', async ({ machine }) => {
  machine.start([program])
  const before = await machine.appRuns()
  await machine.screen.sees('Welcome to Latchkey')
  for (const length of [10_000, 30_000, 40_000, 120_000]) {
    await machine.run([program, `latchkey://reset?t=${'A'.repeat(length)}`])
    expect(machine.appProcess(), `${length}`).toBe(before)
  }
  await machine.screen.sees('Welcome to Latchkey')
})

test('thousands of malformed links open nothing and end nothing', async ({ machine }) => {
  test.setTimeout(240_000)
  machine.start([program])
  const before = await machine.appRuns()
  const bad = [
    'latchkey:',
    'latchkey://',
    'latchkey://reset',
    'latchkey://reset?t=',
    'latchkey://x?t=a.b.c',
  ]
  const odd = (index: number) => [
    `${bad[index % bad.length]}${'%00'.repeat(index % 7)}${index}`,
    `latchkey://reset?t=${'A'.repeat(index % 30)}.${index}`,
    `LATCHKEY://reset/${String.fromCodePoint(0x100 + index)}?t=--remote-debugging-port=29229`,
  ]
  // As second starts, each with hundreds: as many as Chromium hands over in one message (32 KiB).
  for (let batch = 0; batch < 20; batch += 1) {
    const links = Array.from({ length: 167 }, (_, index) => odd(batch * 167 + index)).flat()
    await machine.run([program, ...links])
  }
  expect(machine.appProcess()).toBe(before)
  expect(processesOf(machine.person, '--type=renderer')).toHaveLength(1)
  expect(await stranger.listens()).toBe(false)
  await machine.screen.sees('Welcome to Latchkey')
})
