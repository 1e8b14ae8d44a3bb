import { Info, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton'
import { LinkButton } from '../../../ui/LinkButton'
import './notice.css'

interface Props {
  tone: 'info' | 'warn'
  text: string
  action: string
  onAction: () => void
  /** Something else to do about it. */
  other?: { readonly text: string; readonly onAction: () => void } | undefined
  onDismiss?: () => void
}

/** One sentence and what to do about it. */
export function Notice({ tone, text, action, onAction, other, onDismiss }: Props) {
  const { t } = useTranslation('vault')
  const Icon = tone === 'warn' ? TriangleAlert : Info
  return (
    <div className="notice" data-tone={tone}>
      <Icon size={16} aria-hidden="true" />
      <div className="notice__body">
        <p>{text}</p>
        <div className="notice__actions">
          <LinkButton onClick={onAction}>{action}</LinkButton>
          {other && (
            <LinkButton quiet onClick={other.onAction}>
              {other.text}
            </LinkButton>
          )}
        </div>
      </div>
      {onDismiss && <IconButton icon={X} label={t('dismiss')} onClick={onDismiss} />}
    </div>
  )
}
