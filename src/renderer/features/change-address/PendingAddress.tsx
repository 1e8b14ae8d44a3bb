import type { AccountHome } from '@contract/models'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { MailOnItsWay } from '../account-home/MailOnItsWay'

interface Props {
  home: AccountHome
  /** The new address; the old one is good until this one is confirmed. */
  email: string
  reload: () => Promise<void>
  onDone: (text: string) => void
}

export function PendingAddress({ home, email, reload, onDone }: Props) {
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
