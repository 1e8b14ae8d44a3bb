import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../app/services'
import { createResource } from '../../stores/resource'
import { Section } from '../../ui/Section'
import { Loading } from '../account-home/Loading'
import { Outbox } from '../outbox/Outbox'
import { FixedMail } from './FixedMail'
import { MailSettingsForm } from './MailSettingsForm'
import type { MailDraft } from './mail-draft'

/** The owner's: where mail goes out. */
export function MailSettings({ draft }: { draft: MailDraft }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const [settings] = useState(() => createResource(api.mailSettings))
  const [providers] = useState(() => createResource(api.mailProviders))
  const { value, failure } = useStore(settings.store)
  const list = useStore(providers.store)

  const load = () => void Promise.all([settings.load(), providers.load()])
  // Once only: what is being typed is not overwritten by what main holds.
  useEffect(() => void Promise.all([settings.load(), providers.load()]), [settings, providers])

  if (value === null || list.value === null) {
    return <Loading title={t('home.mail')} failure={failure ?? list.failure} onRetry={load} />
  }
  return (
    <Section title={t('home.mail')} lead={t('mail.lead')}>
      {value.fixed ? (
        <FixedMail view={value} />
      ) : (
        <MailSettingsForm
          view={value}
          providers={list.value}
          draft={draft}
          onSaved={settings.put}
        />
      )}
      <Outbox />
    </Section>
  )
}
