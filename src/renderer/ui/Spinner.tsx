import { useEffect, useState } from 'react'
import './spinner.css'

/** Hidden from screen readers: a text beside it must say what is going on. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />
}

/** True once `busy` has lasted a while: most answers arrive before anyone needs to see progress. */
export function useSlow(busy: boolean, afterMs = 300): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setSlow(true), afterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [busy, afterMs])
  return slow
}

/** For a part that is loading: shows nothing for 300 ms, then the label. */
export function Progress({ label }: { label: string }) {
  const slow = useSlow(true)
  return (
    <p className="progress" role="status">
      {slow && (
        <>
          <Spinner />
          {label}
        </>
      )}
    </p>
  )
}
