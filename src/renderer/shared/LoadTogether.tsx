import {
  type ComponentProps,
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import './loading.css'

/** Counts the parts that are still loading. */
interface LoadCount {
  wait(): void
  arrived(): void
}

const LoadContext = createContext<LoadCount | null>(null)

/** Makes the surrounding `LoadTogether` wait until this part is here, so that all parts appear together. */
export function useLoaded(isHere: boolean): void {
  const arrivals = useContext(LoadContext)
  useLayoutEffect(() => {
    if (arrivals === null || isHere) return
    arrivals.wait()
    return () => arrivals.arrived()
  }, [arrivals, isHere])
}

/** In ms. Longer than main takes unless it is busy; after that, each part says that it is loading. */
const revealAfterMs = 1_000

/**
 * Hidden until all of its parts have their data from main: a late part would move the others, and a click
 * meant for one would hit another. It can have the focus while hidden.
 */
export function LoadTogether({ children, ...rest }: ComponentProps<'div'>) {
  const [isWhole, setWhole] = useState(false)
  const [arrivals] = useState(() => countArrivals(() => setWhole(true)))
  // Runs after the effects of its parts, which have registered by then.
  useLayoutEffect(() => {
    if (arrivals.all()) setWhole(true)
  }, [arrivals])
  useEffect(() => {
    const late = setTimeout(() => setWhole(true), revealAfterMs)
    return () => clearTimeout(late)
  }, [])
  return (
    <LoadContext value={arrivals}>
      <div {...rest} data-whole={isWhole}>
        {children}
      </div>
    </LoadContext>
  )
}

function countArrivals(onAll: () => void): LoadCount & { all(): boolean } {
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
