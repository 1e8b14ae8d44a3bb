import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Announcer } from './Announcer'
import './dialog.css'

interface Props {
  title: string
  /** For two columns. */
  wide?: boolean
  /** Called on Escape too. The native dialog gives the focus back to where it was. */
  onClose: () => void
  children: ReactNode
}

/** Open for as long as it is rendered. */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  // Layout: it has to close while it is still in the page, or the focus has nowhere to go back to.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog__body">
        <h2 id={id}>{title}</h2>
        {/* One of its own: all that is outside a modal dialog is silent. */}
        <Announcer>{children}</Announcer>
      </div>
    </dialog>
  )
}
