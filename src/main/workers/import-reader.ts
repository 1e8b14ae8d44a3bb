/** Reads import files in its own thread: they may be large, hostile, or both. */
import { answerImport } from '../adapters/import/answer'
import { serve } from '../adapters/worker-thread'

serve(answerImport())
