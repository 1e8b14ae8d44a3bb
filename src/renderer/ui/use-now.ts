import { useEffect, useReducer, useState } from 'react'

/** The current time in ms, updated every `everyMs`. */
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

/** Whole seconds left until a time; 0 if it has passed or there is none. */
export function useSecondsLeft(until: number | null): number {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)
  useEffect(() => {
    if (until === null) return
    let shown: number | null = null
    // Four times a second, because a 1 s timer drifts and then skips a number. It re-renders only when
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
