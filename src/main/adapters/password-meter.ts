import type { PasswordMeter } from '../domain/ports'
import type { PasswordQuestion } from '../workers/password-meter'
import { workerThread } from './worker-thread'

type Estimate = Awaited<ReturnType<PasswordMeter['estimate']>>

/** zxcvbn in a worker thread: its dictionaries take about 60 MB while the thread lives. */
export function workerPasswordMeter(script: URL): PasswordMeter & { stop(): Promise<void> } {
  const { ask, stop } = workerThread<PasswordQuestion, Estimate>(script)
  return { stop, estimate: (password, words) => ask({ password, words }) }
}
