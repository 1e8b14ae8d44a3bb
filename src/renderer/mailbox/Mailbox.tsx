import { Inbox } from 'lucide-react'
import { useStore } from 'zustand'
import { LinkButton } from '../ui/LinkButton'
import { MailList } from './MailList'
import { MailView } from './MailView'
import type { MailboxState, MailboxStore } from './store'
import { t } from './texts'
import './mailbox.css'

/** The whole window: the list on one side, the chosen email on the other. */
export function Mailbox({ store }: { store: MailboxStore }) {
  const { mails, chosenId, read, news, failed } = useStore(store)
  const chosen = mails?.find(({ id }) => id === chosenId)
  const hasMail = mails !== null && mails.length > 0
  return (
    <div className="mailbox">
      <section className="mailbox-side" aria-label={t('title')}>
        <Toolbar onClear={hasMail ? () => void store.clear() : null} />
        {failed && (
          <p className="mailbox-problem" role="alert">
            {t('problem')}
          </p>
        )}
        {hasMail && <MailList mails={mails} chosenId={chosenId} read={read} store={store} />}
      </section>
      <main className="mailbox-main">
        {chosen && <MailView key={chosen.id} mail={chosen} />}
        {mails?.length === 0 && <EmptyMailbox />}
      </main>
      <p className="unseen" role="status">
        {newsText(news)}
      </p>
    </div>
  )
}

function newsText(news: MailboxState['news']): string {
  if (news === null) return ''
  if (news.kind === 'cleared') return t('cleared')
  return t('arrived', { subject: news.mail.subject || t('noSubject') })
}

function EmptyMailbox() {
  return (
    <div className="empty-mailbox">
      <Inbox size={36} strokeWidth={1.5} aria-hidden="true" />
      <h2>{t('emptyTitle')}</h2>
      <p className="muted">{t('empty')}</p>
    </div>
  )
}

/** @param onClear null when there is nothing to clear */
function Toolbar({ onClear }: { onClear: (() => void) | null }) {
  return (
    <header className="toolbar">
      <div className="toolbar-title">
        <h1>{t('title')}</h1>
        {onClear && (
          <LinkButton quiet onClick={onClear}>
            {t('clear')}
          </LinkButton>
        )}
      </div>
      <p className="muted small">{t('lead')}</p>
    </header>
  )
}
