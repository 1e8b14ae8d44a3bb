import {
  type CheckTask,
  checkBackup,
  type MakeTask,
  makeBackup,
} from '../adapters/sqlite/backup-work'
import { type CheckpointTask, checkpoint } from '../adapters/sqlite/checkpoint'
import { inspect } from '../adapters/sqlite/inspect'
import { StoreProblem } from '../adapters/sqlite/store-problem'
import { serve } from '../adapters/worker-thread'

export type BackupQuestion =
  | { readonly make: MakeTask }
  | { readonly check: CheckTask }
  | { readonly inspect: string }
  | { readonly checkpoint: CheckpointTask }

export type BackupAnswer = ReturnType<typeof answer>

function answer(question: BackupQuestion) {
  if ('make' in question) return makeBackup(question.make)
  if ('check' in question) return checkBackup(question.check)
  if ('checkpoint' in question) return checkpoint(question.checkpoint)
  try {
    return inspect(question.inspect)
  } catch (error) {
    if (error instanceof StoreProblem) return { problem: error.problem }
    throw error
  }
}

serve<BackupQuestion, BackupAnswer>(answer)
