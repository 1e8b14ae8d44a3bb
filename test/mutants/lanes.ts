/** Processes that try mutants in parallel. One that takes too long is killed and started again. */
import { type ChildProcess, fork } from 'node:child_process'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import type { News, Order, TestFile } from './lane.ts'

export type Ended =
  | { readonly how: 'passed'; readonly files: readonly TestFile[] }
  | { readonly how: 'failed'; readonly by: string }
  | { readonly how: 'timeout'; readonly by: string }

export interface Lane {
  try(order: Order): Promise<Ended>
  end(): void
}

/** A lane that starts or loads a file hangs if it reports nothing for this long. */
const floor = 60_000
/** A test file may take this many times its usual time, because others may need the computer. */
const factor = 10

/** @param usual how long a test file takes, in milliseconds */
export function lane(sampleFile: string, usual: (test: string) => number): Lane {
  let child: ChildProcess | null = null
  /** The end of what it wrote to stderr. */
  let said = ''

  function started(): Promise<ChildProcess> {
    if (child?.connected === true) return Promise.resolve(child)
    // A process group of its own, so that everything a test has started ends with it.
    const begun = fork(fromRoot('scripts/run-ts.mjs'), ['test/mutants/lane.ts', sampleFile], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    child = begun
    said = ''
    return new Promise((resolve, reject) => {
      begun.stderr?.on('data', (data) => {
        said = `${said}${data}`.slice(-4_000)
      })
      begun.once('message', () => resolve(begun))
      begun.once('exit', () => reject(new Error(`a lane could not start: ${said}`)))
    })
  }

  function end(): void {
    const pid = child?.pid
    child = null
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has already ended.
    }
  }

  return {
    end,
    async try(order) {
      const running = await started()
      return await new Promise((resolve, reject) => {
        const files: TestFile[] = []
        let limit = setTimeout(late, limitOf(0))

        function limitOf(index: number): number {
          const test = order.tests[index]
          return floor + factor * (test === undefined ? 0 : usual(test))
        }
        function late(): void {
          done({ how: 'timeout', by: order.tests[files.length] ?? 'the end' })
          end()
        }
        function exited(): void {
          clearTimeout(limit)
          // Tests run in processes of their own: no mutant can end this one.
          reject(new Error(`a lane ended with ${order.mutant}: ${said}`))
        }
        function heard(news: News): void {
          clearTimeout(limit)
          if (news.kind === 'file') files.push(news.of)
          limit = setTimeout(late, limitOf(files.length))
          if (news.kind !== 'done') return
          done(
            news.failure === null ? { how: 'passed', files } : { how: 'failed', by: news.failure },
          )
        }
        function done(ended: Ended): void {
          clearTimeout(limit)
          running.off('message', heard).off('exit', exited)
          resolve(ended)
        }
        running.on('message', heard).on('exit', exited)
        running.send(order)
      })
    },
  }
}
