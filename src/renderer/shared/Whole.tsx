import {
  type ComponentProps,
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import './loading.css'

/** Counts what a part of the screen waits for. */
interface Arrivals {
  wait(): void
  arrived(): void
}

const ArrivalsContext = createContext<Arrivals | null>(null)

/** Has the part of the screen that this is in shown once it is here, together with the rest of it. */
export function useArrival(isHere: boolean): void {
  const arrivals = useContext(ArrivalsContext)
  useLayoutEffect(() => {
    if (arrivals === null || isHere) return
    arrivals.wait()
    return () => arrivals.arrived()
  }, [arrivals, isHere])
}

/** Longer than main takes but when it is busy; then each part says that it is being loaded. */
const patienceMs = 1_000

/**
 * Shown once all of its parts have what they asked main for: a part that came later would move the
 * others, and a click meant for one of them would go to another. It can have the focus before.
 */
export function Whole({ children, ...rest }: ComponentProps<'div'>) {
  const [isWhole, setWhole] = useState(false)
  const [arrivals] = useState(() => countArrivals(() => setWhole(true)))
  // After those of its parts, which have said by then what they wait for.
  useLayoutEffect(() => {
    if (arrivals.all()) setWhole(true)
  }, [arrivals])
  useEffect(() => {
    const late = setTimeout(() => setWhole(true), patienceMs)
    return () => clearTimeout(late)
  }, [])
  return (
    <ArrivalsContext value={arrivals}>
      <div {...rest} data-whole={isWhole}>
        {children}
      </div>
    </ArrivalsContext>
  )
}

function countArrivals(onAll: () => void): Arrivals & { all(): boolean } {
  let missing = 0
  return {
    all: () => missing === 0,
    wait() {
      missing += 1
    },
    arrived() {
      missing -= 1
      if (missing === 0) onAll()
    },
  }
}
