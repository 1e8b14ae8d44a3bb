/** Finds which test files reach which mutants, by running each file by itself once. */
import { readdirSync, readFileSync } from 'node:fs'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import type { Lane } from './lanes.ts'
import { digest, type Mutant } from './mutants.ts'
import type { Reach, results } from './results.ts'

/** Tests of the screens and of the project's scripts reach nothing of the changed code. */
const testFolders = ['test', 'src/main'] as const
/** Kill tests run processes of their own, from a build without mutants. */
const notOurs = /^test\/(toolchain|mutants|crash)\//

const testFiles = () =>
  testFolders
    .flatMap((folder) =>
      readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
    .filter((path) => path.endsWith('.test.ts') && !notOurs.test(path))

export interface Task {
  readonly name: string
  run(lane: Lane): Promise<void>
}

/**
 * The tests of a mutant share a process, so they must all pass in a row without a mutant: otherwise any
 * problem among them would count as noticing one.
 */
export function controlTask(reached: readonly Reach[], known: ReturnType<typeof results>): Task[] {
  const of = digest('control', ...reached.map((one) => one.of).toSorted())
  if (known.reach.has(of)) return []
  const tests = reached.map(({ test }) => test)
  return [
    {
      name: 'no fault',
      async run(lane) {
        const ended = await lane.try({ mutant: '', tests })
        if (ended.how !== 'passed') throw new Error(`without a mutant, this fails: ${ended.by}`)
        known.add({ kind: 'reach', of, test: 'all', ok: true, ms: 0, reached: [] })
      },
    },
  ]
}

/** @returns the tasks whose results are not known yet */
export function reachTasks(
  sample: readonly Mutant[],
  known: ReturnType<typeof results>,
  say: (line: string) => void,
): { readonly tasks: readonly Task[]; reach(): readonly Reach[] } {
  const ids = digest(...sample.map(({ id }) => id).toSorted())
  const keys = testFiles().map((test) => {
    const of = digest(ids, test, readFileSync(fromRoot(test), 'utf8'))
    return { test, of }
  })
  const tasks = keys
    .filter(({ of }) => !known.reach.has(of))
    .map(({ test, of }) => ({
      name: test,
      async run(lane: Lane) {
        const ended = await lane.try({ mutant: '', tests: [test] })
        const [file] = ended.how === 'passed' ? ended.files : []
        if (file === undefined) say(`left out, because it does not pass by itself: ${test}`)
        known.add({
          kind: 'reach',
          of,
          ...(file ?? { test, ok: false, ms: 0, reached: [] }),
        })
      },
    }))
  return {
    tasks,
    reach: () => keys.flatMap(({ of }) => known.reach.get(of) ?? []).filter(({ ok }) => ok),
  }
}
