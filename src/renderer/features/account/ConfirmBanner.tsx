import type { Failure } from '@contract/channel'
import type { AccountHome } from '@contract/models'
import { type ReactNode, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useMailNeeds, useServices } from '../../shared/services'
import { Button, useBusy } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { PasteForm } from '../check-mail/PasteForm'
import { SendAgain } from '../check-mail/SendAgain'
import './account.css'

interface Props {
  home: AccountHome
  reload: () => Promise<void>
}

/** What doesn't work until the address is confirmed, and the next step. */
export function ConfirmBanner({ home, reload }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const mailReady = useAppState((state) => state.mailReady) === true
  if (home.confirmed) return null

  if (!mailReady) {
    return (
      <Note tone="warn" title={t('banner.title')}>
        <p>{t(`banner.noMail.${home.role}`)}</p>
        {home.role === 'owner' && (
          <div className="confirm-banner__action">
            <Button small onClick={() => app.go({ name: 'home', section: 'mail' })}>
              {t('banner.setUpMail')}
            </Button>
          </div>
        )}
      </Note>
    )
  }
  return (
    <Note tone="warn" title={t('banner.title')}>
      <p>
        <Trans
          i18nKey={`banner.${home.confirmation.state}`}
          values={{ email: home.email }}
          components={{ who: <span className="strong breaks" /> }}
        />
      </p>
      <MailOnItsWay confirmation={home.confirmation} reload={reload} />
    </Note>
  )
}

interface PendingAddressProps {
  home: AccountHome
  /** The new address; the old one stays valid until this one is confirmed. */
  email: string
  reload: () => Promise<void>
  onDone: (text: string) => void
}

export function PendingAddress({ home, email, reload, onDone }: PendingAddressProps) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()

  const cancel = () =>
    run(async () => {
      const answer = await api.accountCancelEmailChange()
      if (answer.ok) onDone(t('changeAddress.cancelled'))
      else setError(failureText(answer))
    })

  return (
    <Note tone="info" title={t('changeAddress.pendingTitle')}>
      <p>
        <Trans
          i18nKey="changeAddress.pending"
          values={{ email, old: home.email }}
          components={{ who: <span className="strong breaks" /> }}
        />
      </p>
      <MailOnItsWay confirmation={home.confirmation} reload={reload}>
        <LinkButton quiet busy={busy} onClick={cancel}>
          {t('changeAddress.cancel')}
        </LinkButton>
      </MailOnItsWay>
      <p role="alert">{error}</p>
    </Note>
  )
}

interface MailOnItsWayProps {
  confirmation: AccountHome['confirmation']
  reload: () => Promise<void>
  children?: ReactNode
}

/** Below a note about a confirmation email: paste its link, or have it sent again. */
function MailOnItsWay({ confirmation, reload, children }: MailOnItsWayProps) {
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
