import { createContext, useContext, useLayoutEffect } from 'react'

/** Counts what a part of the screen waits for. */
export interface Arrivals {
  wait(): void
  arrived(): void
}

export const ArrivalsContext = createContext<Arrivals | null>(null)

/** Has the part of the screen that this is in shown once it is here, together with the rest of it. */
export function useArrival(isHere: boolean): void {
  const arrivals = useContext(ArrivalsContext)
  useLayoutEffect(() => {
    if (arrivals === null || isHere) return
    arrivals.wait()
    return () => arrivals.arrived()
  }, [arrivals, isHere])
}
