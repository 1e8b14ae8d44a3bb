/** A process with its own Vitest, which tries one mutant after another for its parent. */
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { BaseSequencer, createVitest, type Reporter, type TestModule } from 'vitest/node'
import { fromRoot, root } from '../../scripts/setup/paths.mjs'
import { instrument } from './instrument.ts'
import type { Mutant } from './mutants.ts'

/** Test files, relative to the root, to run in this order up to the first that fails. */
export interface Order {
  readonly mutant: string
  readonly tests: readonly string[]
}

export type News =
  | { readonly kind: 'ready' }
  | { readonly kind: 'file'; readonly of: TestFile }
  | { readonly kind: 'done'; readonly failure: string | null }

/** How a test file went. */
export interface TestFile {
  readonly test: string
  readonly ok: boolean
  readonly ms: number
  readonly reached: readonly string[]
}

const [, , sampleFile = ''] = process.argv
const sample: readonly Mutant[] = JSON.parse(readFileSync(sampleFile, 'utf8'))

const tell = (news: News) => void process.send?.(news)

class InOrder extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    return files
  }
}

const reporter: Reporter = {
  onTestModuleEnd(module) {
    const { duration, collectDuration, prepareDuration, setupDuration } = module.diagnostic()
    const ms = Math.round(duration + collectDuration + prepareDuration + setupDuration)
    const { reached = [] } = module.meta()
    const of = { test: module.relativeModuleId, ok: module.ok(), ms, reached }
    tell({ kind: 'file', of })
  },
}

const plugin = {
  name: 'mutants',
  enforce: 'pre' as const,
  transform(text: string, id: string) {
    const mutants = sample.filter(({ path }) => fromRoot(path) === id)
    return mutants.length === 0 ? null : { code: instrument(text, mutants), map: null }
  },
}

const vitest = await createVitest(
  'test',
  {
    root,
    watch: false,
    // One process for all files of a mutant: otherwise most of the time would go into loading them again.
    isolate: false,
    maxWorkers: 1,
    reporters: [reporter],
    setupFiles: [fromRoot('test/mutants/setup.ts')],
    sequence: { sequencer: InOrder },
  },
  { plugins: [plugin], logLevel: 'error' },
)
await vitest.standalone()

process.on('message', ({ mutant, tests }: Order) => {
  void attempt(mutant, tests).then((failure) => tell({ kind: 'done', failure }))
})
process.on('disconnect', () => process.exit())
tell({ kind: 'ready' })

/** Test files at a time: a failure in the first is only heard of after the last. */
const most = 8

/**
 * Runs more files at a time the longer all pass: most mutants are noticed by the first, and each further run
 * loads the code again. Vitest's `bail` is no help: it can lose the failure that it stops at.
 */
async function attempt(mutant: string, tests: readonly string[]): Promise<string | null> {
  const project = vitest.getRootProject()
  vitest.provide('mutant', mutant)
  vitest.state.filesMap.clear()
  let from = 0
  for (let count = 1; from < tests.length; count = Math.min(most, count * 2)) {
    const files = tests.slice(from, from + count)
    from += count
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      files.map((test) => project.createSpecification(fromRoot(test))),
    )
    const [error] = unhandledErrors
    const failure = failureIn(testModules) ?? (error === undefined ? null : messageOf(error))
    if (failure !== null) return failure
  }
  return null
}

/** The test that noticed the mutant. */
function failureIn(modules: readonly TestModule[]): string | null {
  for (const module of modules) {
    const [failed] = module.children.allTests('failed')
    if (failed !== undefined) return `${module.relativeModuleId}: ${failed.fullName}`
    const [error] = module.errors()
    if (error !== undefined) return `${module.relativeModuleId}: ${error.message}`
    if (!module.ok()) return module.relativeModuleId
  }
  return null
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : inspect(error))
