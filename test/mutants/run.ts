/**
 * `npm run test:mutants`: makes small faults in the code, one at a time and never in its files, which the
 * tests that reach them should notice. The same seed draws the same faults.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { isEquivalent, outdated } from './equivalent.ts'
import { type Lane, lane } from './lanes.ts'
import type { Mutant } from './mutants.ts'
import { likelyFirst } from './order.ts'
import { controlTask, reachTasks, type Task } from './reach.ts'
import { passes, report, type Verdict } from './report.ts'
import { type Result, results } from './results.ts'
import { allMutants, sampleOf } from './sample.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    mutants: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    lanes: { type: 'string', default: `${availableParallelism()}` },
    fresh: { type: 'boolean', default: false },
    survivors: { type: 'boolean', default: false },
  },
})
const count = Number(values.mutants)
if (!(count > 0)) throw new Error(`--mutants=${values.mutants}`)

const say = (line: string) => void process.stdout.write(`${line}\n`)
const known = results(fromRoot(`out/mutants/seed-${values.seed}.jsonl`), values.fresh)
const all = allMutants(values.only)
const sample = sampleOf(all, count, values.seed)
const tried = sample.filter((mutant) => !isEquivalent(mutant))
say(`${sample.length} of ${all.length} mutants, seed ${values.seed}`)
if (values.only === '')
  for (const one of outdated(all)) say(`listed as equivalent, but no longer there: ${one}`)

const unreached = { status: 'unreached' } as const
const folder = mkdtempSync(join(tmpdir(), 'latchkey-mutants-'))
const sampleFile = join(folder, 'sample.json')
writeFileSync(sampleFile, JSON.stringify(sample))
const { tasks, reach } = reachTasks(sample, known, say)
const usual = (test: string) => reach().find((one) => one.test === test)?.ms ?? 600_000
const lanes = Array.from({ length: Number(values.lanes) }, () => lane(sampleFile, usual))
const end = () => {
  for (const one of lanes) one.end()
  rmSync(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.once('exit', end)

await inLanes('test files run', tasks)
const reached = reach()
  .filter((one) => one.reached.length > 0)
  .toSorted((a, b) => a.ms - b.ms)
// The quickest first, so that many results are known early.
const costOf = (mutant: Mutant) =>
  reached.reduce((ms, one) => ms + (one.reached.includes(mutant.id) ? one.ms : 0), 0)
const open = tried
  .filter(isOpen)
  .map((mutant) => ({ mutant, cost: costOf(mutant) }))
  .toSorted((a, b) => a.cost - b.cost)
  .map(({ mutant }) => mutant)
const control = open.length === 0 ? [] : controlTask(reached, known)
await inLanes('mutants tried', [...control, ...open.map(mutantTask)])

const verdicts = sample.map(verdict)
for (const line of report(verdicts)) say(line)
process.exit(passes(verdicts) ? 0 : 1)

function isOpen({ id }: Mutant): boolean {
  const status = known.mutants.get(id)?.status
  const survived = status === 'survived' || status === 'unreached'
  return status === undefined || (values.survivors && survived)
}

function testsOf(mutant: Mutant): readonly string[] {
  const tests = reached.filter((one) => one.reached.includes(mutant.id))
  return likelyFirst(mutant, tests, sample, known.mutants).map(({ test }) => test)
}

function mutantTask(mutant: Mutant): Task {
  return {
    name: mutant.id,
    async run(lane: Lane) {
      const start = performance.now()
      const tests = testsOf(mutant)
      const result = tests.length === 0 ? unreached : await tryOne(lane, mutant, tests)
      const ms = Math.round(performance.now() - start)
      known.add({ kind: 'mutant', id: mutant.id, ...result, ms })
    },
  }
}

async function tryOne(
  lane: Lane,
  { id }: Mutant,
  tests: readonly string[],
): Promise<Pick<Result, 'status' | 'by'>> {
  const ended = await lane.try({ mutant: id, tests })
  if (ended.how === 'passed') return { status: 'survived' }
  return { status: ended.how === 'failed' ? 'killed' : 'timeout', by: ended.by }
}

function verdict(mutant: Mutant): Verdict {
  const status: Result['status'] | 'not run' = known.mutants.get(mutant.id)?.status ?? 'not run'
  return { mutant, status: isEquivalent(mutant) ? 'equivalent' : status, tests: testsOf(mutant) }
}

async function inLanes(what: string, tasks: readonly Task[]): Promise<void> {
  const waiting = tasks.values()
  let done = 0
  await Promise.all(
    lanes.map(async (lane) => {
      for (const task of waiting) {
        await task.run(lane)
        done += 1
        if (done % 20 === 0 || done === tasks.length) say(`${done} of ${tasks.length} ${what}`)
      }
    }),
  )
}
