/** Reads a whole database in its own thread: it may be very large. */
import { checkWhole } from '../adapters/sqlite/backup-read'
import { serve } from '../adapters/worker-thread'
import type { DatabaseFacts } from '../domain/ports/diagnostics'

serve<string, DatabaseFacts>(checkWhole)
