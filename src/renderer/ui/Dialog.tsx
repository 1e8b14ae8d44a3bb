import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Announcer } from './Announcer'
import './dialog.css'

interface Props {
  title: string
  /** Wide enough for two columns. */
  wide?: boolean
  /** Also called on Escape. The native dialog returns the focus to where it was. */
  onClose: () => void
  children: ReactNode
}

/** Open as long as it is rendered. */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  // A layout effect: it must close while it is still in the page, or the focus can't be returned.
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
        {/* Its own announcer, because nothing outside a modal dialog is read out. */}
        <Announcer>{children}</Announcer>
      </div>
    </dialog>
  )
}
