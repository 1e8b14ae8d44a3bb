import type { ComponentProps, MouseEvent } from 'react'
import { Spinner } from './Spinner'
import { useSlow } from './use-slow'
import './button.css'

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  kind?: 'primary' | 'quiet' | 'danger'
  wide?: boolean
  small?: boolean
  /** Cannot be pressed now. It keeps the focus, as a really disabled button would not. */
  off?: boolean
  busy?: boolean
  /** What is shown in place of the label when being busy takes longer than 300 ms. */
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
    // Also keeps Enter in a field from submitting: it works by pressing this button.
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
