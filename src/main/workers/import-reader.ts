/** Reads files to import on a thread of its own: they may be large, hostile, or both. */
import { answerImport } from '../adapters/import/answer'
import { serve } from '../adapters/worker-thread'

serve(answerImport())
