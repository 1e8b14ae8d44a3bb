import type { AccountHome } from '@contract/models'
import type { Failure } from '@contract/result'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMailNeeds, useServices } from '../../app/services'
import { PasteForm } from '../check-mail/PasteForm'
import { SendAgain } from '../check-mail/SendAgain'
import './mail-on-its-way.css'

interface Props {
  confirmation: AccountHome['confirmation']
  reload: () => Promise<void>
  children?: ReactNode
}

/** Under a note about a confirmation mail: paste its link, or have it sent again. */
export function MailOnItsWay({ confirmation, reload, children }: Props) {
  const { t } = useTranslation(['app', 'outbox'])
  const { api } = useServices()
  const needs = useMailNeeds()

  async function send(): Promise<Failure | null> {
    const answer = await api.accountSendConfirmation()
    if (!answer.ok) return answer
    await reload()
    return null
  }

  return (
    <>
      {needs !== null && (
        <p>
          {t('outbox:needs.title')}. {t(`outbox:needs.${needs}`)}
        </p>
      )}
      {confirmation.state !== 'none' && <PasteForm aside />}
      <div className="mail-on-its-way">
        <SendAgain
          first={confirmation.state === 'none'}
          nextPossibleAt={confirmation.nextPossibleAt}
          send={send}
          done={t('banner.sentAgain')}
        />
        {children}
      </div>
    </>
  )
}
