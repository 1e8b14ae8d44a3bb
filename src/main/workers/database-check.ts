/** Reads a whole database on a thread of its own: it may be as large as a disk allows. */
import { checkWhole } from '../adapters/sqlite/check-whole'
import type { DatabaseFacts } from '../domain/ports/diagnostics'
import { serve } from './serve'

serve<string, DatabaseFacts>(checkWhole)
