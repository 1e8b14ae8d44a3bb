/** Someone who starts programs with arguments that should give them more than a window. */
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { electronPath, fromRoot } from '../../../scripts/setup/paths.mjs'
import type { Machine } from './machine.ts'

export interface Attack {
  readonly name: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const port = 29_229
/** A file that everything writes which must not run. */
const proof = '/tmp/latchkey-attack-proof'
const script = '/tmp/latchkey-attack.js'
const shell = '/tmp/latchkey-attack.sh'
const write = `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'ran')`

/** Each succeeds against a plain Electron, which the tests check too. */
export const attacks: readonly Attack[] = [
  { name: '--inspect', args: [`--inspect=${port}`] },
  { name: '--inspect-brk', args: [`--inspect-brk=${port}`] },
  { name: '--inspect-port', args: ['--inspect', `--inspect-port=${port}`] },
  { name: '--remote-debugging-port', args: [`--remote-debugging-port=${port}`] },
  { name: 'a blank before --remote-debugging-port', args: [` --remote-debugging-port=${port}`] },
  { name: 'a tab before -remote-debugging-port', args: [`\t-remote-debugging-port=${port}`] },
  { name: '--remote-debugging-pipe', args: ['--remote-debugging-pipe'] },
  { name: 'ELECTRON_RUN_AS_NODE', args: [script], env: { ELECTRON_RUN_AS_NODE: '1' } },
  { name: '-e as Node', args: ['-e', write], env: { ELECTRON_RUN_AS_NODE: '1' } },
  { name: '-r', args: ['-r', script] },
  { name: 'NODE_OPTIONS', env: { NODE_OPTIONS: `--require ${script}` } },
]

/**
 * Chromium's switches for starting its other processes through another program. The release build of
 * Electron 33 ends at the last two and ignores the first, so they can't be shown to succeed there. That
 * the app refuses them is for versions in which they work.
 */
export const launchers = ['--gpu-launcher', '--renderer-cmd-prefix', '--utility-cmd-prefix'].map(
  (name) => ({ name, args: [`${name}=${shell}`] }),
)

/** Only our own check could let these through: Electron itself ends at switches after a link. */
export const behindLink: Attack = {
  name: 'switches behind a link',
  args: ['latchkey://reset?t=x', `--remote-debugging-port=${port}`, `--gpu-launcher=${shell}`],
}

/**
 * V8 acts on its own switches before any code of the app runs, and may have written a log before the app
 * refuses them, in a package as in Electron.
 */
export const early = [
  { name: '--js-flags', args: ['--js-flags=--allow-natives-syntax --expose-gc'] },
  { name: '--js-flags', args: [`--js-flags=--prof --logfile=${proof} --no-logfile-per-isolate`] },
]

export interface Attacker {
  /**
   * Whether any of the attacker's code ran, or a port or pipe answered.
   * @param before the program; `after` is what it should open, after the attack's arguments
   * @param ms how long to wait if the program keeps running
   */
  succeeds(attack: Attack, before: string, after: readonly string[], ms: number): Promise<boolean>
  /** An Electron without fuses and without our app, and a page for it. */
  readonly plain: { readonly program: string; readonly page: string }
  listens(): Promise<boolean>
  clear(): void
}

export function attacker(machine: Machine): Attacker {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-plain-'))
  chmodSync(folder, 0o755)
  const plain = { program: join(folder, 'electron/electron'), page: join(folder, 'bare') }
  cpSync(dirname(electronPath() ?? ''), dirname(plain.program), { recursive: true })
  cpSync(fromRoot('bench/bare'), plain.page, { recursive: true })
  writeFileSync(script, write, { mode: 0o644 })
  writeFileSync(shell, `#!/bin/sh\necho ran > ${proof}\nexec "$@"\n`, { mode: 0o755 })

  return {
    plain,
    listens,
    async succeeds({ args = [], env = {} }, program, after, ms) {
      rmSync(proof, { force: true })
      const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const
      const child = machine.spawn([program, ...args, ...after], env, [...stdio])
      const state = { ended: false, answered: false }
      child.once('exit', () => {
        state.ended = true
      })
      // The debugging protocol uses descriptors 3 and 4; its messages end with a zero byte.
      const [, , , ask, reply] = child.stdio as unknown as [null, null, null, Writable, Readable]
      ask.on('error', () => {}) // No one reads it.
      ask.write('{"id":1,"method":"Browser.getVersion"}\0')
      reply.on('data', () => {
        state.answered = true
      })
      const got = async () => state.answered || existsSync(proof) || (await listens())
      const deadline = Date.now() + ms
      let success = false
      while (!success && !state.ended && Date.now() < deadline) {
        await pause(20)
        success = await got()
      }
      success ||= await got()
      if (!state.ended && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      return success
    },
    clear() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      for (const file of [proof, script, shell]) rmSync(file, { force: true })
    },
  }
}

/** Checks the port only, whichever of the attacked programs listens on it. */
const listens = (): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
