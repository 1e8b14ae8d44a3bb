import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from './Brand'
import { Heading } from './Heading'
import { LinkButton } from './LinkButton'
import './journey.css'

interface Props {
  title: string
  lead?: ReactNode
  /** A picture above the title. */
  mark?: ReactNode
  /** What the "Back" button and Escape do. */
  onBack?: (() => void) | undefined
  backLabel?: string
  children?: ReactNode
}

/** One narrow column for a single task. */
export function Journey({ title, lead, mark, onBack, backLabel, children }: Props) {
  const { t } = useTranslation()
  useEscape(onBack)
  return (
    <main className="journey">
      <div className="journey__column">
        <div className="journey__top">
          <Brand />
          {onBack && (
            <LinkButton quiet onClick={onBack}>
              <ArrowLeft size={16} aria-hidden="true" />
              {backLabel ?? t('back')}
            </LinkButton>
          )}
        </div>
        {mark}
        <Heading title={title} />
        {lead !== undefined && <p className="journey__lead">{lead}</p>}
        {children}
      </div>
    </main>
  )
}

/** Escape calls `onEscape` unless a dialog is open: then it closes the dialog. */
export function useEscape(onEscape: (() => void) | undefined): void {
  const latest = useRef(onEscape)
  useEffect(() => {
    latest.current = onEscape
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (document.querySelector('dialog[open]') === null) latest.current?.()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
