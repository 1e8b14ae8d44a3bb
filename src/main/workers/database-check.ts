/** Reads a whole database on a thread of its own: it may be as large as a disk allows. */
import { checkWhole } from '../adapters/sqlite/backup-read'
import { serve } from '../adapters/worker-thread'
import type { DatabaseFacts } from '../domain/ports/diagnostics'

serve<string, DatabaseFacts>(checkWhole)
