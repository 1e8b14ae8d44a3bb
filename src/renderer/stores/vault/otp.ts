import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { OneTimeCode } from '@contract/vault-models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../latest'

interface OtpModel {
  readonly code: OneTimeCode | null
  readonly failure: Failure | null
}

interface LiveCode {
  readonly store: StoreApi<OtpModel>
  start(): void
  stop(): void
}

/** The least time between two requests, however far apart the two clocks are. */
const pauseMs = 500

/** The one-time code of an entry, requested again at the end of each period. */
export function createLiveCode(ask: AppApi['vaultOtp'], id: string): LiveCode {
  const store = createStore<OtpModel>(() => ({ code: null, failure: null }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const latest = createLatest()

  async function load(isLatest: () => boolean): Promise<void> {
    const answer = await ask({ id })
    if (!isLatest()) return
    if (!answer.ok) {
      store.setState({ failure: answer })
      return
    }
    store.setState({ code: answer.value, failure: null })
    const left = msLeft(answer.value, Date.now())
    timer = setTimeout(() => void load(isLatest), Math.max(pauseMs, left))
  }

  return {
    store,
    start() {
      clearTimeout(timer)
      void load(latest.begin())
    },
    stop() {
      latest.cancel()
      clearTimeout(timer)
      store.setState({ code: null, failure: null })
    },
  }
}

/** How long the code is valid; never more than a period, even if the two clocks differ. */
export function msLeft({ period, validUntil }: OneTimeCode, now: number): number {
  return Math.min(period * 1000, Math.max(0, validUntil - now))
}

/** 482913 becomes 482 913. */
export function grouped(code: string): string {
  const half = Math.ceil(code.length / 2)
  return code.length < 6 ? code : `${code.slice(0, half)} ${code.slice(half)}`
}
