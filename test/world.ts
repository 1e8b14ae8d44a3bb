/** A separate world for each test; `support/build-world` says what is real in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { buildWorld, type World, type WorldOptions } from './support/build-world.ts'

export { better, day, good, hour, mailInput, minute, type World } from './support/build-world.ts'

/** Registers what to do at the end of a test; concurrent tests must use their own. */
type Finished = (end: () => void | Promise<void>) => void

/** A data folder that is removed with the test. */
export function temporaryFolder(finished: Finished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  finished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

export function world(
  options: Partial<WorldOptions> = {},
  finished: Finished = onTestFinished,
): World {
  const built = buildWorld({ folder: options.folder ?? temporaryFolder(finished), ...options })
  finished(built.close)
  return built
}

/** The same data folder, keychain and time, after closing and restarting the app. */
export function restarted(w: World): World {
  w.close()
  return world({ folder: w.folder, keychain: w.keychain, time: w.clock.time })
}

/** The code that a use case fails with, or `ok`. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'ok'
}
