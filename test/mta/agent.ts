import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type CertificateKind, testAuthority } from '../mail-server/certificates.ts'
import type { TestMailServer } from '../mail-server/server.ts'
import { files, greylistFile, login, type NextServer } from './configuration.ts'

/** What the app's mail settings need. */
export interface Agent
  extends Pick<TestMailServer, 'host' | 'port' | 'security' | 'user' | 'password' | 'caFile'> {
  /** Whether new email is answered with 451. */
  setGreylisting(on: boolean): void
  /** How many emails were accepted and not yet passed on. */
  queued(): number
  /** What it logged about its emails. */
  log(): string
  stop(): Promise<void>
}

/** Exim refuses to run as root, so root starts it as the user who owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 }
/** Ends the whole group when our end of its input closes, even if we are killed. */
const untilInputEnds = '"$0" "$@" & cat; kill 0'

/**
 * A mail transfer agent on the loopback interface. It accepts email with STARTTLS and login, queues it
 * and passes it on.
 *
 * @param program the folder from `eximProgram`
 */
export async function startAgent(
  program: string,
  next: NextServer,
  certificate: CertificateKind = 'valid',
): Promise<Agent> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-mta-'))
  const inFolder = (name: string) => join(folder, name)
  const asRoot = process.getuid?.() === 0
  const user = asRoot ? nobody : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  cpSync(program, folder, { recursive: true })
  const port = await freePort()
  for (const [name, text] of Object.entries(await files(folder, port, next, certificate, user))) {
    // No one else may write to it, or Exim would not trust its configuration.
    writeFileSync(inFolder(name), text, { mode: 0o600 })
  }
  if (asRoot) {
    for (const path of ['', ...readdirSync(folder, { recursive: true })]) {
      chownSync(join(folder, String(path)), user.uid, user.gid)
    }
  }

  const command = [inFolder('exim4'), '-C', inFolder('exim.conf'), '-bdf', '-q1s']
  const agent = spawn('sh', ['-c', untilInputEnds, ...command], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(asRoot ? user : {}),
    env: {
      PATH: process.env['PATH'],
      LD_PRELOAD: inFolder('lib/libnss_wrapper.so'),
      LD_LIBRARY_PATH: inFolder('lib'),
      NSS_WRAPPER_PASSWD: inFolder('passwd'),
      NSS_WRAPPER_GROUP: inFolder('group'),
    },
  })
  const ended = new Promise<void>((done) => agent.once('close', () => done()))
  const log = () => {
    const logs = readdirSync(folder).filter((name) => name.endsWith('log'))
    return logs.map((name) => readFileSync(inFolder(name), 'utf8')).join('')
  }

  async function stop(): Promise<void> {
    agent.stdin?.end()
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  try {
    await answering(port, agent)
  } catch (error) {
    const said = log()
    await stop()
    throw new Error(`Exim did not start: ${said}`, { cause: error })
  }

  return {
    host: '127.0.0.1',
    port,
    security: 'starttls',
    ...login,
    caFile: (await testAuthority()).caFile,
    setGreylisting(on) {
      if (on) writeFileSync(inFolder(greylistFile), '')
      else rmSync(inFolder(greylistFile), { force: true })
    },
    queued: () => countOf(/ <= /g, log()) - countOf(/ Completed$/gm, log()),
    log,
    stop,
  }
}

const countOf = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0

/** A port on which nothing listens now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

async function answering(port: number, agent: ChildProcess): Promise<void> {
  let words = ''
  agent.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words += text
  })
  // The shell around the daemon doesn't end with it, so what it prints also counts.
  const until = Date.now() + 15_000
  while (Date.now() < until && agent.exitCode === null && words === '') {
    if (await greets(port)) return
    await pause(50)
  }
  throw new Error(words || 'it does not answer')
}

function greets(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', (data) => {
      socket.end('QUIT\r\n')
      done(data.toString().startsWith('220 '))
    })
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
  })
}
