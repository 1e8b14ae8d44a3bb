import type { DatabaseChecker, DatabaseFacts } from '../../domain/ports/diagnostics'
import type { BackupAnswer, BackupQuestion } from '../../workers/backups'
import { workerThread } from '../worker-thread'
import type { BackupWork } from './backup-work'
import type { Inspection } from './inspect'
import { StoreProblem } from './store-problem'

/** Reads and writes whole files in a worker thread, so that main never waits for a disk. */
export function workerBackupWork(script: URL): BackupWork & { stop(): Promise<void> } {
  const { ask, stop } = workerThread<BackupQuestion, BackupAnswer>(script)
  return {
    stop,
    make: (make) => ask({ make }) as Promise<string>,
    check: (check) => ask({ check }) as ReturnType<BackupWork['check']>,
    async inspect(inspect) {
      const answer = (await ask({ inspect })) as Inspection | { problem: StoreProblem['problem'] }
      // An error loses its class between threads.
      if ('problem' in answer) throw new StoreProblem(answer.problem)
      return answer
    },
    checkpoint: (checkpoint) => ask({ checkpoint }) as ReturnType<BackupWork['checkpoint']>,
  }
}

/** @param file returns the current database file: the open profile may change */
export function workerDatabaseChecker(script: URL, file: () => string): DatabaseChecker {
  const { ask } = workerThread<string, DatabaseFacts>(script)
  return { check: () => ask(file()) }
}
