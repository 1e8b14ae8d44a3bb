import type { OutboxView, WaitingMail } from '@contract/outbox-models'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { useProblemText } from './problem-text'
import { WaitingRow } from './WaitingRow'

interface Props {
  view: OutboxView
  /** One, or with null all of them. */
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
