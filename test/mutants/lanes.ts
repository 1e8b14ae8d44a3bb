/** Processes that try mutants side by side, each killed and begun anew when it takes too long. */
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

/** Without a word for so long, one that starts or loads a file hangs. */
const floor = 60_000
/** As many times as long as it took by itself: others may need the computer meanwhile. */
const factor = 10

/** @param usual how long a test file takes, in milliseconds */
export function lane(sampleFile: string, usual: (test: string) => number): Lane {
  let child: ChildProcess | null = null

  function started(): Promise<ChildProcess> {
    if (child?.connected === true) return Promise.resolve(child)
    // A group of its own, so that what a test has started ends with it.
    const begun = fork(fromRoot('scripts/run-ts.mjs'), ['test/mutants/lane.ts', sampleFile], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    child = begun
    return new Promise((resolve, reject) => {
      let said = ''
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
      // It has ended by itself.
    }
  }

  return {
    end,
    async try(order) {
      const running = await started()
      return await new Promise((resolve) => {
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
          done({ how: 'failed', by: `the end of the process in ${order.tests[files.length]}` })
          end()
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
