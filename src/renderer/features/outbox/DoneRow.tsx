import type { DoneMail } from '@contract/outbox-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Tag } from '../../ui/Tag'
import { useBusy } from '../../ui/use-busy'
import { useProblemText } from './problem-text'
import './outbox-row.css'

const tones = { sent: 'ok', failed: 'warn', cancelled: 'plain' } as const

interface Props {
  mail: DoneMail
  onSendAgain: () => Promise<void>
}

export function DoneRow({ mail, onSendAgain }: Props) {
  const { t } = useTranslation('outbox')
  const format = useFormat()
  const problemText = useProblemText()
  const { busy, run } = useBusy()
  const what = `${t(`kind.${mail.kind}`)} ${t('to', { email: mail.email })}`

  return (
    <li className="outbox-row">
      <div className="outbox-row__body">
        <p className="outbox-row__what">
          <span className="breaks">{what}</span>
          <Tag tone={tones[mail.state]}>{t(`state.${mail.state}`)}</Tag>
        </p>
        <p className="outbox-row__facts">{format.moment(mail.at)}</p>
        {mail.problem !== null && (
          <p className="outbox-row__problem">{problemText(mail.problem)}</p>
        )}
      </div>
      {mail.again && (
        <Actions layout="row">
          <Button
            small
            kind="quiet"
            busy={busy}
            aria-label={t('sendAgainOf', { what })}
            onClick={() => run(onSendAgain)}
          >
            {t('sendAgain')}
          </Button>
        </Actions>
      )}
    </li>
  )
}
