import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toolNode } from '../scripts/setup/paths.mjs'
import { type Figure, figure } from './figure.ts'
import { startSamples } from './start.ts'
import { rootSwitches, started } from './started.ts'

// Electron's Node treats an archive as a folder, even when it is to be deleted.
Object.assign(process, { noAsar: true })

/**
 * Like `start`, but for the packaged app (one archive, fuses set), against a bare window packaged the
 * same way. `probe.cjs`, which reports when the first field is there, goes into both archives;
 * otherwise they are as in a package.
 */
export async function packagedStartCost(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  try {
    const make = [join(import.meta.dirname, 'package-both.mjs'), folder]
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
    execFileSync(toolNode(), make, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const { ms, mb } = await startSamples((what) => {
      const data = join(folder, `data-${what}`)
      mkdirSync(data, { recursive: true, mode: 0o700 })
      const program = join(folder, what, 'latchkey')
      return started(program, [...rootSwitches, `--user-data-dir=${data}`], { cwd: folder })
    })
    return [
      figure('Packaged: spawn to a usable screen, against a bare window', 'ms', ms, { most: 1.15 }),
      figure('Packaged: memory of the process tree, against a bare window', 'MB', mb, {
        most: 1.15,
      }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
