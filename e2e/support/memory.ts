/** Reads the memory of a process. */
import { execFile } from 'node:child_process'
import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { electronPath, fromRoot } from '../../scripts/setup/paths.mjs'
import type { App } from './app.ts'

/** A heap snapshot: every object that main's JavaScript still reaches, after a garbage collection. */
export async function mainHeap(app: App): Promise<string> {
  const file = join(app.dataFolder, 'main.heapsnapshot')
  await app.electron.evaluate((_, path) => {
    process.getBuiltinModule('node:v8').writeHeapSnapshot(path)
  }, file)
  const text = readFileSync(file, 'latin1')
  rmSync(file)
  return text
}

/** The same for a page. */
export async function pageHeap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/**
 * How often each byte sequence occurs in a process's writable memory, including freed memory and memory
 * that no heap snapshot shows. Linux only, and only for the user's own processes.
 */
export function countInMemory(pid: number, needles: readonly Buffer[]): readonly number[] {
  const counts = needles.map(() => 0)
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const longest = Math.max(...needles.map(({ length }) => length))
  const chunk = Buffer.alloc(8 * 1024 * 1024 + longest)
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = '', rights = ''] = /^(\w+)-(\w+) (\S+)/.exec(line) ?? []
    if (!rights.startsWith('rw')) continue
    const end = BigInt(`0x${to}`)
    for (let at = BigInt(`0x${from}`); at < end; at += BigInt(chunk.length - longest)) {
      const length = Number(end - at < chunk.length ? end - at : chunk.length)
      const read = readOrNothing(memory, chunk, length, at)
      const bytes = chunk.subarray(0, read)
      needles.forEach((needle, i) => {
        // A match that begins in the overlap is counted in the next chunk.
        const limit = length === chunk.length ? chunk.length - longest : length
        for (let found = bytes.indexOf(needle); found >= 0 && found < limit; ) {
          counts[i] = (counts[i] ?? 0) + 1
          found = bytes.indexOf(needle, found + 1)
        }
      })
    }
  }
  closeSync(memory)
  return counts
}

/** A mapping may be gone or unreadable. */
function readOrNothing(file: number, into: Buffer, length: number, at: bigint): number {
  try {
    return readSync(file, into, 0, length, at)
  } catch {
    return 0
  }
}

/** The vault key (32 bytes) of an account in the app's own profile. */
export async function vaultKey(app: App, email: string, password: string): Promise<Buffer> {
  const program = fromRoot('e2e/support/vault-key.ts')
  const database = join(app.dataFolder, 'own', 'latchkey.sqlite')
  const { stdout } = await promisify(execFile)(
    electronPath() ?? '',
    [fromRoot('scripts/run-ts.mjs'), program, database, email, password],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  )
  const key = Buffer.from(stdout, 'hex')
  if (key.length !== 32) throw new Error('no key')
  return key
}
