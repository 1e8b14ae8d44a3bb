import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronPath, root } from '../scripts/setup/paths.mjs'
import { type Figure, figure, interleaved } from './figure.ts'
import { rootSwitches, type Start, started } from './started.ts'

const rounds = 24
const here = import.meta.dirname

/** Starts the program in a folder, with `probe.cjs` loaded, and waits for its first field. */
function start(folder: string, dataFolder: string): Promise<Start> {
  const args = ['-r', join(here, 'probe.cjs'), ...rootSwitches, `--user-data-dir=${dataFolder}`]
  return started(electronPath() ?? '', [...args, folder], {
    cwd: root,
    env: { LATCHKEY_TEST_SWITCHES: join(here, 'switches.json') },
  })
}

/** Spawn to a usable first screen, and memory, against a bare Electron window with one field. */
export async function startCost(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  try {
    const samples = await startSamples((what) =>
      start(what === 'ours' ? root : resolve(here, 'bare'), join(folder, what)),
    )
    return [
      figure('Spawn to a usable screen, against a bare window', 'ms', samples.ms, { most: 1.15 }),
      figure('Memory of the process tree, against a bare window', 'MB', samples.mb, { most: 1.15 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

type What = 'ours' | 'baseline'
type Samples = Record<What, number[]>

/** Each starts once unmeasured, so that the work of a very first start doesn't count. */
export async function startSamples(
  start: (what: What) => Promise<Start>,
): Promise<{ readonly ms: Samples; readonly mb: Samples }> {
  const mb: Samples = { ours: [], baseline: [] }
  const one = (what: What) => async () => {
    const result = await start(what)
    mb[what].push(result.mb)
    return result.ms
  }
  await start('ours')
  await start('baseline')
  return { ms: await interleaved(rounds, one('ours'), one('baseline')), mb }
}
