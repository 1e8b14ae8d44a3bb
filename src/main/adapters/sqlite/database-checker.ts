import type { DatabaseChecker, DatabaseFacts } from '../../domain/ports/diagnostics'
import { workerThread } from '../worker-thread'

/** @param file which one now: the open profile may change */
export function workerDatabaseChecker(script: URL, file: () => string): DatabaseChecker {
  const { ask } = workerThread<string, DatabaseFacts>(script)
  return { check: () => ask(file()) }
}
