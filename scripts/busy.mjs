/**
 * `npm run test:busy -- --times=3`: runs every test several times in a row while all cores are busy, and
 * exits with the worst exit status. Arguments after a second `--` go to scripts/test.mjs:
 * `npm run test:busy -- --times=10 -- e2e e2e/reset.spec.ts`.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { fromRoot } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain, SetupError, say, seconds } from './setup/say.mjs'

const { values, positionals } = parseArgs({
  options: { times: { type: 'string', default: '3' } },
  allowPositionals: true,
})
const times = Number(values.times)

await runMain(async () => {
  if (!Number.isInteger(times) || times < 1) {
    throw new SetupError(`${values.times} is not a number of runs.`, 'use --times=3, for example.')
  }
  // Threads of this process, so that they end with it, however it ends.
  const loops = Array.from(
    { length: availableParallelism() },
    () => new Worker('for (;;);', { eval: true }),
  )
  let stopped = false
  process.on('SIGINT', () => {
    stopped = true
  })
  const runs = []
  try {
    while (runs.length < times && !stopped) {
      const start = performance.now()
      const { status } = await run(
        process.execPath,
        [fromRoot('scripts/test.mjs'), ...positionals],
        { show: true },
      )
      runs.push({ status, took: seconds(performance.now() - start) })
    }
  } finally {
    await Promise.all(loops.map((loop) => loop.terminate()))
  }
  for (const [at, { status, took }] of runs.entries()) {
    say(
      `run ${at + 1} of ${times}, beside ${loops.length} busy loops: exit status ${status}, ${took}`,
    )
  }
  return stopped ? 130 : Math.max(...runs.map(({ status }) => status))
})
