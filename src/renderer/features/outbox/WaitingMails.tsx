import type { ErrorCode } from '@contract/errors'
import type { OutboxView, WaitingMail } from '@contract/mail-models'
import texts from '@locales/en/outbox.json'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useNow } from '../../ui/use-now'
import './outbox.css'

interface Props {
  view: OutboxView
  /** Retries one email, or all of them with null. */
  onRetry: (id: number | null) => Promise<void>
  onCancel: (mail: WaitingMail) => void
}

export function WaitingMails({ view, onRetry, onCancel }: Props) {
  const { t } = useTranslation('outbox')
  const problemText = useProblemText()
  const { busy, run } = useBusy()
  const { waiting, more } = view
  const [first] = waiting
  const several = waiting.length + more > 1
  const away = view.reaches === false && first !== undefined

  if (first === undefined) return <p className="outbox__none">{t('none')}</p>
  return (
    <>
      {away && (
        <Note tone="warn" title={t('away')}>
          {first.problem !== null && <p>{problemText(first.problem)}</p>}
          <p>{t('again')}</p>
        </Note>
      )}
      <ul className="outbox__list">
        {waiting.map((mail) => (
          <WaitingRow
            key={mail.id}
            mail={mail}
            quiet={away}
            onRetry={() => run(() => onRetry(mail.id))}
            onCancel={() => onCancel(mail)}
          />
        ))}
      </ul>
      {more > 0 && <p className="outbox__none">{t('more', { count: more })}</p>}
      {several && (
        <Actions layout="row">
          <Button
            kind="quiet"
            busy={busy}
            busyLabel={t('trying')}
            onClick={() => run(() => onRetry(null))}
          >
            {t('retryAll')}
          </Button>
        </Actions>
      )}
    </>
  )
}

interface WaitingRowProps {
  mail: WaitingMail
  /** The server's problem is shown once for all emails. */
  quiet: boolean
  onRetry: () => void
  onCancel: () => void
}

function WaitingRow({ mail, quiet, onRetry, onCancel }: WaitingRowProps) {
  const { t } = useTranslation('outbox')
  const format = useFormat()
  const problemText = useProblemText()
  const now = useNow(1000)
  const { nextTryAt } = mail
  const what = `${t(`kind.${mail.kind}`)} ${t('to', { email: mail.email })}`
  const next =
    nextTryAt === null
      ? t('sending')
      : nextTryAt - now < 1000
        ? t('nextNow')
        : t('next', { moment: format.time(nextTryAt) })
  const facts = [
    t('since', { moment: format.moment(mail.since) }),
    ...(mail.attempts > 0 ? [t('tries', { count: mail.attempts })] : []),
    next,
  ]

  return (
    <li className="outbox-row">
      <div className="outbox-row__body">
        <p className="outbox-row__what">
          <span className="breaks">{what}</span>
        </p>
        <p className="outbox-row__facts">{facts.join(' · ')}</p>
        {!quiet && mail.problem !== null && (
          <p className="outbox-row__problem">{problemText(mail.problem)}</p>
        )}
      </div>
      {nextTryAt !== null && (
        <Actions layout="row">
          <Button small kind="quiet" aria-label={t('retryOf', { what })} onClick={onRetry}>
            {t('retry')}
          </Button>
          <Button small kind="quiet" aria-label={t('cancelOf', { what })} onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Actions>
      )}
    </li>
  )
}

type OwnWords = keyof typeof texts.problem
const hasOwnWords = (code: ErrorCode): code is OwnWords & ErrorCode => code in texts.problem

/** Why an email is waiting or wasn't sent: the usual text unless the outbox has a more detailed one. */
export function useProblemText(): (code: ErrorCode) => string {
  const { t } = useTranslation('outbox')
  const failureText = useFailureText()
  return (code) => (hasOwnWords(code) ? t(`problem.${code}`) : failureText({ ok: false, code }))
}
