import {
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useRef,
  useState,
} from 'react'
import { Spinner, useSlow } from './Spinner'
import './button.css'

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  kind?: 'primary' | 'quiet' | 'danger'
  wide?: boolean
  small?: boolean
  /** Can't be pressed now. Unlike a disabled button, it keeps the focus. */
  off?: boolean
  busy?: boolean
  /** Replaces the label when the work takes longer than 300 ms. */
  busyLabel?: string
}

export function Button({
  kind = 'primary',
  wide = false,
  small = false,
  off = false,
  busy = false,
  busyLabel,
  type = 'button',
  onClick,
  children,
  ...rest
}: Props) {
  const slow = useSlow(busy)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // Also keeps Enter in a field from submitting, because Enter presses this button.
    if (off || busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <>
      <button
        {...rest}
        type={type}
        className="button"
        data-kind={kind}
        data-wide={wide || undefined}
        data-small={small || undefined}
        aria-disabled={off || busy || undefined}
        data-busy={busy || undefined}
        onClick={press}
      >
        {slow && <Spinner />}
        {slow && busyLabel !== undefined ? busyLabel : children}
      </button>
      <span className="unseen" role="status">
        {slow ? busyLabel : ''}
      </span>
    </>
  )
}

interface ActionsProps {
  /** `stack`: wide, one below the other; `row`: side by side; `end`: at the right of a dialog. */
  layout?: 'stack' | 'row' | 'end'
  children: ReactNode
}

export function Actions({ layout = 'stack', children }: ActionsProps) {
  return (
    <div className="actions" data-layout={layout}>
      {children}
    </div>
  )
}

/** Runs one piece of work at a time: a second press while it runs does nothing. */
export function useBusy(): { busy: boolean; run: (work: () => Promise<unknown>) => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await work()
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { busy, run }
}
