import type { Failure } from '@contract/result'
import { useState } from 'react'
import { useSecondsLeft } from '../ui/use-now'

/** A wait that main asked for. */
export function useWait() {
  const [until, setUntil] = useState<number | null>(null)
  return {
    until,
    waiting: useSecondsLeft(until) > 0,
    /** @returns whether the failure was a wait, and is dealt with */
    takes(failure: Failure): boolean {
      if (failure.code !== 'WAIT' || failure.retryAt === undefined) return false
      setUntil(failure.retryAt)
      return true
    },
  }
}
