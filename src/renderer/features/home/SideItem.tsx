import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Spinner, useSlow } from '../../ui/Spinner'
import './side.css'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'type'> & {
  icon: LucideIcon
  /** Whether it is the one being shown. */
  current?: boolean
  busy?: boolean
  /** Shown at the right end: a number or a shortcut. */
  end?: ReactNode
}

export function SideItem({
  icon: Icon,
  current = false,
  busy = false,
  end,
  onClick,
  children,
  ...rest
}: Props) {
  const slow = useSlow(busy)
  return (
    <button
      {...rest}
      type="button"
      className="side-item"
      aria-current={current ? 'page' : undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {slow ? <Spinner /> : <Icon size={16} aria-hidden="true" />}
      <span className="side-item__name">{children}</span>
      {end}
    </button>
  )
}
