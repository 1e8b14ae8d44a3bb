import { useEffect, useReducer, useState } from 'react'

/** The time, told anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

const secondsUntil = (until: number | null) =>
  until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))

/** Whole seconds left until a moment; 0 when it has passed or there is none. */
export function useSecondsLeft(until: number | null): number {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)
  useEffect(() => {
    if (until === null) return
    let shown: number | null = null
    // Four times a second: a plain 1 s timer drifts, and then skips a number. It draws only when
    // the number changes.
    const timer = setInterval(() => {
      const left = secondsUntil(until)
      if (left !== shown) redraw()
      shown = left
      if (left === 0) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return secondsUntil(until)
}
