import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import { useBusy } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { Tag } from '../../ui/Tag'
import './status.css'

/** Says that this is the demo, with links to its mailbox and out of the demo. */
export function Demo({ place }: { place: 'corner' | 'side' }) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const shown = useAppState((state) => state.profile === 'demo' && state.stage !== 'first-run')
  if (shown !== true) return null

  const openMailbox = () =>
    run(async () => {
      const answer = await api.appShowMailbox()
      setError(answer.ok ? undefined : failureText(answer))
    })
  const leave = () =>
    run(async () => {
      const failure = await app.chooseProfile('own')
      setError(failure === null ? undefined : failureText(failure))
    })

  return (
    <section className="demo" data-place={place} aria-label={t('demo.label')}>
      <Tag>{t('demo.badge')}</Tag>
      <LinkButton onClick={openMailbox}>{t('demo.openMailbox')}</LinkButton>
      <LinkButton quiet busy={busy} onClick={leave}>
        {t('demo.leave')}
      </LinkButton>
      <p className="demo__error" role="alert">
        {error}
      </p>
    </section>
  )
}
