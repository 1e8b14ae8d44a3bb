/** Copies, reads and hashes backups on a thread of its own: they may be as large as a disk allows. */

import type { CheckTask, MakeTask } from '../adapters/sqlite/backup-work'
import { checkBackup, makeBackup } from '../adapters/sqlite/backup-work'
import type { BackupFacts } from '../domain/backup/backup-store'
import { serve } from './serve'

export type BackupQuestion = { readonly make: MakeTask } | { readonly check: CheckTask }

serve<BackupQuestion, string | BackupFacts>((question) =>
  'make' in question ? makeBackup(question.make) : checkBackup(question.check),
)
