import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../app/services'
import { createResource } from '../../stores/resource'
import { Section } from '../../ui/Section'
import { Loading } from '../account-home/Loading'
import { FixedMail } from './FixedMail'
import { MailSettingsForm } from './MailSettingsForm'

/** The owner's: where mail goes out. */
export function MailSettings() {
  const { t } = useTranslation()
  const { api } = useServices()
  const [settings] = useState(() => createResource(api.mailSettings))
  const { value, failure } = useStore(settings.store)

  // Once only: what is being typed is not overwritten by what main holds.
  useEffect(() => void settings.load(), [settings])

  if (value === null) {
    return <Loading title={t('home.mail')} failure={failure} onRetry={settings.load} />
  }
  return (
    <Section title={t('home.mail')} lead={t('mail.lead')}>
      {value.fixed ? (
        <FixedMail view={value} />
      ) : (
        <MailSettingsForm view={value} onSaved={settings.put} />
      )}
    </Section>
  )
}
