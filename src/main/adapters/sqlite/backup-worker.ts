import type { BackupFacts } from '../../domain/backup/backup-store'
import type { BackupQuestion } from '../../workers/backups'
import { workerThread } from '../worker-thread'
import type { BackupWork } from './backup-work'

/** Backups are made and read in a worker thread, so that main never waits for a disk. */
export function workerBackupWork(script: URL): BackupWork & { stop(): Promise<void> } {
  const { ask, stop } = workerThread<BackupQuestion, string | BackupFacts>(script)
  return {
    stop,
    make: (make) => ask({ make }) as Promise<string>,
    check: (check) => ask({ check }) as Promise<BackupFacts>,
  }
}
