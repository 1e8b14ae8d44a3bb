import type { PasswordMeter } from '../domain/ports'
import type { PasswordQuestion } from '../workers/password-meter'
import { workerThread } from './worker-thread'

type Estimate = Awaited<ReturnType<PasswordMeter['estimate']>>

/** zxcvbn in a worker thread: its dictionaries take some 60 MB while it lives. */
export function workerPasswordMeter(script: URL): PasswordMeter & { stop(): Promise<void> } {
  const { ask, stop } = workerThread<PasswordQuestion, Estimate>(script)
  return { stop, estimate: (password, words) => ask({ password, words }) }
}
