import type { ComponentProps } from 'react'
import { Spinner, useSlow } from './Spinner'
import './link-button.css'

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  quiet?: boolean
  /** Can't be pressed now, but keeps the focus. */
  off?: boolean
  busy?: boolean
}

/** A button for navigation or a small action, which looks like a link. */
export function LinkButton({
  quiet = false,
  off = false,
  busy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: Props) {
  const slow = useSlow(busy)
  return (
    <button
      {...rest}
      type={type}
      className="link-button"
      data-quiet={quiet || undefined}
      aria-disabled={off || busy || undefined}
      aria-busy={slow || undefined}
      onClick={off || busy ? undefined : onClick}
    >
      {slow && <Spinner />}
      {children}
    </button>
  )
}
