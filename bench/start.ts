import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronPath, root } from '../scripts/setup/paths.mjs'
import { type Figure, figure, interleaved } from './figure.ts'

const rounds = 12
const asRoot = process.getuid?.() === 0
const here = import.meta.dirname

interface Start {
  /** From spawn to a field that takes what is typed. */
  readonly ms: number
  /** Of the whole process tree, resident. */
  readonly mb: number
}

/** Starts a program's folder and waits for its first field. `probe.cjs` runs in both alike. */
function start(folder: string, dataFolder: string): Promise<Start> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const args = [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${dataFolder}`]
  const started = performance.now()
  const child = spawn(electronPath() ?? '', ['-r', join(here, 'probe.cjs'), ...args, folder], {
    cwd: root,
    env: { ...env, LATCHKEY_TEST_SWITCHES: join(here, 'switches.json') },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((done, fail) => {
    let ms = 0
    let result: Start | undefined
    child.stdout.on('data', (bytes: Buffer) => {
      const text = bytes.toString()
      if (text.includes('USABLE')) ms = performance.now() - started
      const memory = /MEMORY (\d+)/.exec(text)
      if (memory) {
        result = { ms, mb: Number(memory[1]) / 1024 }
        child.kill('SIGKILL')
      }
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      if (result) done(result)
      else fail(new Error(`ended with ${code} before it was usable`))
    })
  })
}

/** Spawn to a usable first screen, and memory, against a bare Electron window with one field. */
export async function startCost(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const memory: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] }
  const one = (what: 'ours' | 'baseline', program: string) => async () => {
    const { ms, mb } = await start(program, join(folder, what))
    memory[what].push(mb)
    return ms
  }
  try {
    const ours = one('ours', root)
    const bare = one('baseline', resolve(here, 'bare'))
    await ours()
    await bare()
    const samples = await interleaved(rounds, ours, bare)
    return [
      figure('Spawn to a usable screen, against a bare window', 'ms', samples, { most: 1.15 }),
      figure('Memory of the process tree, against a bare window', 'MB', memory, { most: 1.15 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
