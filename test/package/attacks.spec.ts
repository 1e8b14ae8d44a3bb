/** Hostile arguments and environment variables for the installed app: nothing runs, nothing opens. */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import manifest from '../../package.json' with { type: 'json' }
import { canInstall, deb, expect, test } from './fixtures.ts'
import {
  type Attacker,
  attacker,
  attacks,
  behindLink,
  early,
  launchers,
} from './support/attacker.ts'
import { program } from './support/machine.ts'
import { processesOf, until } from './support/person.ts'

// biome-ignore lint/suspicious/noSkippedTests: only where the system can't do what is tested
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
      // It has ended with its parent.
    }
  }
  await until('the app’s end', () => processesOf(machine.person, program).length === 0)
})

test.afterAll(({ machine }) => {
  machine.remove('-P')
  // The next test starts with no data.
  rmSync(machine.dataFolder, { recursive: true, force: true })
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

for (const { name, args } of [...launchers, ...early]) {
  test(`${args.join(' ')} is refused by name, and the app does not start`, async ({ machine }) => {
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

test('the data folder of somebody else is not opened by --user-data-dir, even where everybody may write', async ({
  machine,
}) => {
  const theirs = '/tmp/latchkey-attack-folder'
  mkdirSync(theirs, { recursive: true })
  chmodSync(theirs, 0o777)
  try {
    const { status, output } = await machine.run([program, `--user-data-dir=${theirs}`])
    expect(output).toContain('does not start with --user-data-dir')
    expect(status).toBe(64)
    expect(readdirSync(theirs)).toEqual([])
  } finally {
    rmSync(theirs, { recursive: true })
  }
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

/** One of each kind of malformed link; a number turns them into thousands. */
const malformed: readonly ((index: number) => string)[] = [
  (index) => `latchkey://${index}`,
  (index) => `latchkey://reset${'%00'.repeat(index % 7)}${index}`,
  (index) => `latchkey://reset?t=${'A'.repeat(index % 30)}.${index}`,
  (index) => `latchkey://x?t=a.b.c${index}`,
  (index) => `latchkey://reset?t=a.b.c&t=${index}#x`,
  (index) => `latchkey://reset/../confirm?t=${index}`,
  (index) =>
    `LATCHKEY://reset/${String.fromCodePoint(0x100 + index)}?t=--remote-debugging-port=29229`,
  (index) => `latchkey://user:${index}@reset?t=a.b.c`,
]

test('thousands of malformed links open nothing and end nothing', async ({ machine }) => {
  machine.start([program])
  const before = await machine.appRuns()
  // A link waits until the person has chosen a profile.
  await machine.screen.press('Use your mail server')
  // A single argument is read as a link.
  for (const make of malformed) {
    await machine.run([program, make(1)])
    await machine.screen.sees('This link doesn’t work')
    expect(machine.appProcess()).toBe(before)
  }
  // Of several arguments none is. So many is what Chromium passes on in one message (32 KiB).
  for (let batch = 0; batch < 4; batch += 1) {
    const links = Array.from({ length: 300 }, (_, index) => malformed[index % 8]?.(index) ?? '')
    await machine.run([program, ...links])
  }
  expect(machine.appProcess()).toBe(before)
  expect(processesOf(machine.person, '--type=renderer')).toHaveLength(1)
  expect(await stranger.listens()).toBe(false)
  await machine.screen.sees('This link doesn’t work')
})
