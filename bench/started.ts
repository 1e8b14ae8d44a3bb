import { spawn } from 'node:child_process'

export interface Start {
  /** From spawn until a field accepts input. */
  readonly ms: number
  /** Resident memory of the whole process tree. */
  readonly mb: number
}

const patienceMs = 60_000
const asRoot = process.getuid?.() === 0

/** As root, Chromium only starts without its sandbox. */
export const rootSwitches = asRoot ? ['--no-sandbox'] : []

/** Starts a program with `probe.cjs` loaded, and kills it once it is usable. */
export function started(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Start> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const began = performance.now()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((done, fail) => {
    let ms = 0
    let result: Start | undefined
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.stdout.on('data', (bytes: Buffer) => {
      const text = bytes.toString()
      if (text.includes('USABLE')) ms = performance.now() - began
      const memory = /MEMORY (\d+)/.exec(text)
      if (memory) {
        result = { ms, mb: Number(memory[1]) / 1024 }
        child.kill('SIGKILL')
      }
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      clearTimeout(late)
      if (result) done(result)
      else fail(new Error(`ended with ${code} before it was usable`))
    })
  })
}
