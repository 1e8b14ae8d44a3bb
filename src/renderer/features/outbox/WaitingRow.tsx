import type { WaitingMail } from '@contract/outbox-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { useNow } from '../../ui/use-now'
import { useProblemText } from './problem-text'
import './outbox-row.css'

interface Props {
  mail: WaitingMail
  /** What is wrong with the server is said once for all of them. */
  quiet: boolean
  onRetry: () => void
  onCancel: () => void
}

export function WaitingRow({ mail, quiet, onRetry, onCancel }: Props) {
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
    ...(mail.tries > 0 ? [t('tries', { count: mail.tries })] : []),
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
