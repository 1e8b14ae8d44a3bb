import { Inbox } from 'lucide-react'
import { t } from './texts'
import './empty-mailbox.css'

export function EmptyMailbox() {
  return (
    <div className="empty-mailbox">
      <Inbox size={36} strokeWidth={1.5} aria-hidden="true" />
      <h2>{t('emptyTitle')}</h2>
      <p className="muted">{t('empty')}</p>
    </div>
  )
}
