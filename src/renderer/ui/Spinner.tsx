import { useEffect, useState } from 'react'
import './spinner.css'

/** Only for eyes: whoever shows it says in words what is under way. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />
}

/** True once `busy` has lasted: most answers come before anybody would want to see progress. */
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

/** For a part that is being loaded: nothing for 300 ms, then the words. */
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
