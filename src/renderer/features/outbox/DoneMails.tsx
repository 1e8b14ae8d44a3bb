import type { DoneMail } from '@contract/mail-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Tag } from '../../ui/Tag'
import { useProblemText } from './WaitingMails'
import './outbox.css'

const firstShown = 8

interface Props {
  mails: readonly DoneMail[]
  onSendAgain: (id: number) => Promise<void>
}

export function DoneMails({ mails, onSendAgain }: Props) {
  const { t } = useTranslation('outbox')
  const [all, setAll] = useState(false)
  const shown = all ? mails : mails.slice(0, firstShown)

  if (mails.length === 0) return <p className="outbox__none">{t('noneDone')}</p>
  return (
    <>
      <ul className="outbox__list">
        {shown.map((mail) => (
          <DoneRow key={mail.id} mail={mail} onSendAgain={() => onSendAgain(mail.id)} />
        ))}
      </ul>
      {shown.length < mails.length && (
        <Actions layout="row">
          <Button small kind="quiet" onClick={() => setAll(true)}>
            {t('showAll', { count: mails.length })}
          </Button>
        </Actions>
      )}
    </>
  )
}

const tones = { sent: 'ok', failed: 'warn', cancelled: 'plain' } as const

interface DoneRowProps {
  mail: DoneMail
  onSendAgain: () => Promise<void>
}

function DoneRow({ mail, onSendAgain }: DoneRowProps) {
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
