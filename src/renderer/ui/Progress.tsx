import { Spinner } from './Spinner'
import { useSlow } from './use-slow'
import './progress.css'

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
