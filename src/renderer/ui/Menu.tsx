import { Check, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from './IconButton'
import { Kbd } from './Kbd'
import './menu.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: LucideIcon
  /** As displayed, for example `Ctrl N`. */
  readonly keys?: string
  /** One of several options that exclude each other. */
  readonly checked?: boolean
  readonly onSelect: () => void
}

interface Props {
  label: string
  icon: LucideIcon
  items: readonly MenuItem[]
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A button that opens a short list of actions, following the ARIA menu button pattern. */
export function Menu({ label, icon, items }: Props) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()

  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  const close = (back: boolean) => {
    setOpen(false)
    if (back) root.current?.querySelector('button')?.focus()
  }

  useEffect(() => {
    if (!open) return
    const list = [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
    const chosen = list.find((item) => item.getAttribute('aria-checked') === 'true')
    ;(chosen ?? list[0])?.focus()
  }, [open])

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      return close(event.key === 'Escape')
    }
    const all = entries()
    const to = moves[event.key]?.(all.indexOf(document.activeElement as HTMLElement), all.length)
    if (to === undefined) return
    event.preventDefault()
    all[to]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only needs to know that the focus has left
    <div
      ref={root}
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <IconButton
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      />
      {open && (
        <div id={id} className="menu__list" role="menu" aria-label={label} onKeyDown={press}>
          {items.map(({ label: name, icon: Icon, keys, checked, onSelect }) => (
            <button
              key={name}
              type="button"
              className="menu__item"
              {...(checked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemradio', 'aria-checked': checked })}
              tabIndex={-1}
              onClick={() => {
                close(true)
                onSelect()
              }}
            >
              {Icon && <Icon size={16} aria-hidden="true" />}
              {checked !== undefined && (
                <Check size={16} aria-hidden="true" data-off={!checked || undefined} />
              )}
              <span className="menu__label">{name}</span>
              {keys !== undefined && <Kbd keys={keys} />}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
