import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'vite'
import { alias } from '../../scripts/aliases.mjs'
import { fromRoot, root } from '../../scripts/setup/paths.mjs'
import { day } from '../support/build-world.ts'
import { type ScenarioName, scenarios } from './scenarios/index.ts'

/** The longest that a victim works before it is killed, which is enough for a few steps. */
const longestMs = 100

/** Bundled into one program, so that it starts fast. @returns the program, and how to remove it */
export async function bundledVictim(): Promise<{ program: string; remove: () => void }> {
  // Below node_modules, where modules that are not bundled are found.
  const folder = mkdtempSync(fromRoot('node_modules', '.crash-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: {
        ...alias,
        // Its dictionaries take longer to load than most of the work takes.
        '../../src/main/workers/estimate.ts': fromRoot('test/crash/always-strong.ts'),
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3', 'argon2'] },
    build: {
      ssr: fromRoot('test/crash/victim.ts'),
      outDir: folder,
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: 'victim.mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { program: join(folder, 'victim.mjs'), remove }
}

export interface Kills {
  /** How many runs of the work were killed. */
  readonly kills: number
  /** How many left the last reported state. */
  readonly before: number
  /** How many left the next state: the step was done, but not yet reported. */
  readonly after: number
}

/**
 * Runs a scenario on one data folder, kills it at a random point, checks what is left, and repeats this.
 *
 * @throws an error that names the kill if what is left is neither the old nor the new state
 */
export async function killAgainAndAgain(
  name: ScenarioName,
  program: string,
  kills: number,
): Promise<Kills> {
  const scenario = scenarios[name]
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-crash-'))
  let time = Date.UTC(2026, 10, 21)
  let state = 0
  const found = { kills: 0, before: 0, after: 0 }
  try {
    await scenario.prepare({ folder, time })
    while (found.kills < kills) {
      time += 60 * day
      const afterMs = Math.random() * longestMs
      const said = await killed([program, name, folder, `${state}`, `${time}`], afterMs)
      try {
        state = await scenario.check({ folder, time: time + 59 * day }, said)
      } catch (error) {
        const where = `${name}, kill ${found.kills}, ${afterMs.toFixed(2)} ms after its start`
        throw new Error(`${where}, state ${said}`, { cause: error })
      }
      found.kills += 1
      found[state === said ? 'before' : 'after'] += 1
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns the last state that it reported */
async function killed(program: readonly string[], afterMs: number): Promise<number> {
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = await untilItSpeaks(child)
  await pause(afterMs)
  if (child.exitCode !== null) throw new Error(`ended by itself: ${child.exitCode}`)
  const ended = new Promise((done) => child.once('close', done))
  child.kill('SIGKILL')
  await ended
  return Number(lines().trim().split('\n').at(-1))
}

async function untilItSpeaks(child: ChildProcess): Promise<() => string> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      resolve()
    })
    child.once('exit', (code) => reject(new Error(`ended before it began: ${code}`)))
  })
  return () => said
}
