import type { DoneMail } from '@contract/outbox-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { DoneRow } from './DoneRow'

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
