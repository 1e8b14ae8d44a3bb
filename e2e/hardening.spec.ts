/** What an installed app can be started with, and what the system lets other programs do to it. */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from './fixtures.ts'
import { copiedApp, type Packaged, packagedApp } from './support/packaged.ts'
import { commandLine, listeningPorts, namespace, ofType, processTree } from './support/processes.ts'
import { startMessage, type Talker, talkTo } from './support/singleton.ts'

const test = base.extend<{ installed: Packaged; ordinary: Packaged }, { program: string }>({
  program: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const copy = copiedApp()
      await use(copy.program)
      copy.remove()
    },
    { scope: 'worker' },
  ],
  installed: async ({ program }, use) => {
    const app = packagedApp(program)
    await use(app)
    await app.remove()
  },
  ordinary: async ({ program }, use) => {
    const app = packagedApp(program, 'ordinary')
    await use(app)
    await app.remove()
  },
})

// biome-ignore lint/suspicious/noSkippedTests: only Linux has /proc
test.skip(process.platform !== 'linux', 'reads what Linux tells about processes')

/** Waits for a page. @returns its process id */
async function shows(pid: number): Promise<number> {
  await expect.poll(() => ofType(pid, 'renderer').length).toBeGreaterThan(0)
  return ofType(pid, 'renderer')[0] ?? 0
}

/** `PROGRAM` stands for a program that would leave a mark. */
const weakening = [
  '--remote-debugging-port=0',
  '--remote-debugging-address=0.0.0.0',
  '--remote-allow-origins=*',
  '--inspect=0',
  '--js-flags=--allow-natives-syntax',
  '--disable-setuid-sandbox',
  '--disable-gpu-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-file-access-from-files',
  '--allow-running-insecure-content',
  '--unsafely-treat-insecure-origin-as-secure=http://127.0.0.1',
  '--ignore-certificate-errors',
  '--host-rules=MAP * 127.0.0.1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:9',
  '--ssl-key-log-file=MARK',
  '--log-net-log=MARK',
  '--trace-startup-file=MARK',
  '--enable-blink-features=MojoJS',
  '--enable-features=MojoJS',
  '--disable-features=NetworkServiceSandbox',
  '--load-extension=MARK',
  '--renderer-cmd-prefix=PROGRAM',
  '--utility-cmd-prefix=PROGRAM',
  '--gpu-launcher=PROGRAM',
  '--renderer-startup-dialog',
  '--password-store=basic',
  '--force-fieldtrials=A/B',
  '--require=MARK',
  '-r',
  '-remote-debugging-port=0',
  '--NO-SANDBOX',
  // Chromium ignores the white space around these.
  ' --remote-debugging-port=0',
  '\t--no-sandbox',
  '\n\v\f\r --disable-web-security',
  ' -remote-debugging-port=0',
  '--password-store=gnome-libsecret ',
]

test('an installed app does not start with a switch that could weaken it', async ({
  installed,
}) => {
  const mark = join(installed.folder, 'mark')
  const program = join(installed.folder, 'program.sh')
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\nexec "$@"\n`, { mode: 0o755 })
  const outcomes: string[] = []
  const left = weakening.values()
  const startEach = async () => {
    for (const one of left) outcomes.push(...(await faultOf(one)))
  }
  async function faultOf(one: string): Promise<readonly string[]> {
    const data = installed.dataFolder()
    const arg = one.replace('PROGRAM', program).replace('MARK', mark)
    const app = installed.start([`--user-data-dir=${data}`, arg])
    const code = await app.ended
    const name = one.split('=')[0]?.replace(/\s/g, '?')
    const said = app.stderr().includes(`latchkey: does not start with ${name}\n`)
    const opened = existsSync(join(data, 'own')) || existsSync(join(data, 'SingletonLock'))
    return code !== 64 || !said || opened || existsSync(mark) ? [`${name}: ${code}`] : []
  }
  // Each ends at once, so a few can start together.
  await Promise.all([startEach(), startEach(), startEach()])
  expect(outcomes).toEqual([])
})

test('a link of ours with switches after it starts nothing', async ({ installed }) => {
  const mark = join(installed.folder, 'mark')
  const program = join(installed.folder, 'program.sh')
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\nexec "$@"\n`, { mode: 0o755 })
  const attack = ['latchkey://reset?t=x', `--gpu-launcher=${program}`, `--log-net-log=${mark}`]
  for (const args of [attack, ['--', ...attack], [attack.join(' '), ...attack.slice(1)]]) {
    const app = installed.start([`--user-data-dir=${installed.dataFolder()}`, ...args])
    expect(await app.ended).not.toBe(0)
  }
  expect(existsSync(mark)).toBe(false)
})

test('an installed app starts with what a person needs, and listens on no port', async ({
  installed,
}) => {
  const app = installed.start([
    `--user-data-dir=${installed.dataFolder()}`,
    '--lang=de',
    '--force-device-scale-factor=1.5',
    '--disable-gpu',
    '--password-store=gnome-libsecret',
    'latchkey://reset?t=no-such-token',
  ])
  await shows(app.pid)
  expect(listeningPorts(app.pid)).toEqual([])
})

test('variables that steer Node, Electron or the tests steer no installed app', async ({
  installed,
}) => {
  const mark = join(installed.folder, 'mark')
  const script = join(installed.folder, 'script.cjs')
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`)
  // The app runs `xdg-mime` to see which program opens its links; this one records its environment.
  const seen = join(installed.folder, 'seen')
  const programs = join(installed.folder, 'programs')
  mkdirSync(programs)
  writeFileSync(
    join(programs, 'xdg-mime'),
    `#!/bin/sh\nenv > ${seen}.new && mv ${seen}.new ${seen}\n`,
    {
      mode: 0o755,
    },
  )
  const app = installed.start([`--user-data-dir=${installed.dataFolder()}`], {
    PATH: `${programs}:${process.env['PATH']}`,
    NODE_OPTIONS: `--require=${script}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_REPL_EXTERNAL_MODULE: script,
    SSLKEYLOGFILE: mark,
    ELECTRON_ENABLE_LOGGING: '1',
    // If the app read this variable, it couldn't start.
    LATCHKEY_TEST_SWITCHES: join(installed.folder, 'no-such-file'),
  })
  await shows(app.pid)
  expect(existsSync(mark)).toBe(false)
  await expect.poll(() => existsSync(seen)).toBe(true)
  const variables = readFileSync(seen, 'utf8').split('\n')
  expect(variables).toContain(`PATH=${programs}:${process.env['PATH']}`)
  const steering = /^(NODE_|ELECTRON_|SSLKEYLOGFILE|LATCHKEY_)/
  expect(variables.filter((one) => steering.test(one))).toEqual([])
})

test('an ordinary user’s pages run in the system’s sandbox, in namespaces of their own', async ({
  ordinary,
}) => {
  const app = ordinary.start([`--user-data-dir=${ordinary.dataFolder()}`])
  await shows(app.pid)
  const isClosedIn = (page: number) => {
    const status = readFileSync(`/proc/${page}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s+2$/m)
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
    expect(status).toMatch(/^CapEff:\s+0+$/m)
    // One process id in the outer PID namespace and another in the inner one.
    expect(status).toMatch(/^NSpid:\s+\d+\s+\d+/m)
    // Only root may read these namespaces.
    if (process.getuid?.() !== 0) return
    for (const kind of ['user', 'pid', 'net'] as const) {
      expect(namespace(page, kind)).not.toBe(namespace(app.pid, kind))
    }
  }
  // A new process enters its sandbox shortly after it starts, before it shows anything.
  await expect(() => {
    const pages = ofType(app.pid, 'renderer')
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) isClosedIn(page)
  }).toPass()
  const lines = processTree(app.pid).map(commandLine)
  expect(lines.filter((line) => line.includes('--no-sandbox'))).toEqual([])
})

test('no process leaves its memory in a core dump, or has a crash reporter', async ({
  ordinary,
}) => {
  const data = ordinary.dataFolder()
  const app = ordinary.start([`--user-data-dir=${data}`])
  await shows(app.pid)
  const tree = processTree(app.pid)
  expect(tree.length).toBeGreaterThan(3)
  const filters = tree.map((pid) => readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim())
  // A process that has just ended has no memory and reports no filter.
  expect([...new Set(filters)].filter((filter) => filter !== '')).toEqual(['00000000'])
  const lines = tree.map(commandLine)
  expect(lines.filter((line) => /crashpad|--type=crash/.test(line))).toEqual([])
})

/**
 * Random bytes without digits: Electron (33.4.11) reads a number in place of the first argument as the
 * number of arguments, trusts it, and exits. Only the user's own programs can reach the socket, and they
 * have simpler ways to end the app.
 */
const noise = (length: number) =>
  randomBytes(length).map((byte) => (byte >= 0x30 && byte <= 0x39 ? byte + 0x40 : byte))

test('a program that says anything at all to the running app’s socket changes nothing, and links still come', async ({
  app,
  person,
}) => {
  await person.begins()
  const { pid = 0 } = app.electron.process()
  const before = listeningPorts(pid)
  const mark = join(app.dataFolder, 'mark')
  const said: Record<string, string | Uint8Array> = {
    nothing: '',
    garbage: noise(4_096),
    'another protocol': 'GET /json/version HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'a word that is none': 'STOP\0/\0latchkey',
    'no arguments': 'START',
    'half a message': 'START\0',
    'no text': Buffer.concat([Buffer.from('START\0'), noise(512)]),
    // More than the 32 KiB limit.
    'too much': startMessage('A'.repeat(64 * 1024)),
    'far too much': startMessage('A'.repeat(8 * 1024 * 1024)),
    'many arguments': startMessage(...Array.from({ length: 10_000 }, () => 'a')),
    // These switches stop a start, but a running app ignores them.
    switches: startMessage('--remote-debugging-port=29333', `--log-net-log=${mark}`, '--inspect'),
  }
  for (const [what, bytes] of Object.entries(said)) {
    const stranger = await talkTo(app.dataFolder)
    stranger.say(bytes)
    stranger.end()
    await stranger.answer
    expect(await app.page.evaluate('1'), what).toBe(1)
  }
  // An unfinished message blocks the app (in Chromium) only for as long as its sender stays connected.
  const slow = await talkTo(app.dataFolder)
  for (const letter of 'START') slow.say(letter)
  slow.hangUp()
  const silent: Talker[] = []
  while (silent.length < 4) silent.push(await talkTo(app.dataFolder))
  await app.openLink('latchkey://reset?t=not.a.token')
  await person.sees('This link doesn’t work')
  for (const one of silent) one.hangUp()

  expect(app.electron.process().pid).toBe(pid)
  expect(listeningPorts(pid)).toEqual(before)
  expect(existsSync(mark)).toBe(false)
  expect(app.electron.windows()).toHaveLength(1)
})

test('another user’s data folder is not opened, not even by an argument', async ({ ordinary }) => {
  // biome-ignore lint/suspicious/noSkippedTests: an ordinary user cannot create another user's folder
  test.skip(process.getuid?.() !== 0, 'needs root, to be two users')
  const theirs = ordinary.dataFolder()
  mkdirSync(theirs)
  chmodSync(theirs, 0o777)
  const byArgument = ordinary.start([`--user-data-dir=${theirs}`])
  expect(await byArgument.ended).toBe(64)

  const config = join(theirs, 'config')
  mkdirSync(join(config, 'Latchkey'), { recursive: true })
  chmodSync(join(config, 'Latchkey'), 0o777)
  const byVariable = ordinary.start([], { XDG_CONFIG_HOME: config })
  await expect.poll(() => byVariable.stderr()).toContain('latchkey: somebody else’s folder')
  expect(ofType(byVariable.pid, 'renderer')).toEqual([])
  expect(existsSync(join(config, 'Latchkey', 'own'))).toBe(false)
  expect(existsSync(join(config, 'Latchkey', 'SingletonLock'))).toBe(false)
})

/** Lists what other users could read or write in a folder, with its permissions. */
function shared(folder: string): readonly string[] {
  return [folder, ...readdirSync(folder).map((name) => join(folder, name))].flatMap((path) => {
    const stats = lstatSync(path)
    if (stats.isSymbolicLink()) return [] // A link's own permissions mean nothing.
    const inner = stats.isDirectory() && path !== folder ? shared(path) : []
    return (stats.mode & 0o077) === 0 ? inner : [`${path} ${stats.mode.toString(8)}`, ...inner]
  })
}

test('every file and folder is the user’s alone, those of before included', async ({
  app,
  person,
  server,
}) => {
  // As another version, a copy or a careless user may have left it.
  const backups = join(app.dataFolder, 'own', 'backups')
  mkdirSync(backups, { recursive: true })
  const note = join(backups, 'note.txt')
  writeFileSync(note, 'x')
  for (const path of [app.dataFolder, join(app.dataFolder, 'own'), backups]) chmodSync(path, 0o755)
  chmodSync(note, 0o666)
  await person.isReady(server)
  await person.signsIn()
  await person.sees('All entries')
  await app.page.evaluate(() => {
    const { latchkey } = globalThis as unknown as { latchkey: { backupMake(): Promise<unknown> } }
    return latchkey.backupMake()
  })
  const found = () => readdirSync(app.dataFolder, { recursive: true }).map(String)
  expect(found().some((name) => name.endsWith('-wal'))).toBe(true)
  expect(found().some((name) => /backups.+sqlite/.test(name))).toBe(true)
  await expect.poll(() => shared(app.dataFolder)).toEqual([])
  await app.close()
  expect(found()).toContain('window-app.json')
  expect(shared(app.dataFolder)).toEqual([])
})

test('an address of an entry is opened after main’s own window has asked', async ({
  app,
  person,
}) => {
  await person.begins()
  await app.electron.evaluate(({ dialog, shell }) => {
    const seen = { asked: [] as string[], opened: [] as string[], default: '', yes: 1 }
    Object.assign(globalThis, { seen })
    dialog.showMessageBox = (async (...all: unknown[]) => {
      const { message, buttons, defaultId } = all.at(-1) as Electron.MessageBoxOptions
      seen.asked.push(message)
      seen.default = buttons?.[defaultId ?? 0] ?? ''
      return { response: seen.yes, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
    shell.openExternal = async (url) => void seen.opened.push(url)
  })
  const open = () =>
    app.page.evaluate(async () => {
      interface Api {
        vaultSave(args: unknown): Promise<{ ok: true; value: { id: string } }>
        vaultOpenUrl(args: unknown): Promise<unknown>
      }
      const { latchkey } = globalThis as unknown as { latchkey: Api }
      const common = { title: 't', notes: '', tags: [], favourite: false, username: '', otp: null }
      const urls = ['https://evil.example/?what=secret']
      const entry = { kind: 'login', ...common, urls, password: null }
      const { value } = await latchkey.vaultSave({ id: null, entry })
      return latchkey.vaultOpenUrl({ id: value.id, index: 0 })
    })
  const seen = () =>
    app.electron.evaluate(
      () => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen,
    )
  await open()
  await expect.poll(seen).toMatchObject({
    asked: ['Open evil.example in your browser?'],
    opened: [],
    // Pressing Enter too soon opens nothing.
    default: 'Cancel',
  })
  await app.electron.evaluate(() => {
    ;(globalThis as unknown as { seen: { yes: number } }).seen.yes = 0
  })
  await open()
  await expect.poll(seen).toMatchObject({ opened: ['https://evil.example/?what=secret'] })
})
