import type { MailSettingsView } from '@contract/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Loading } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { createResource } from '../../stores/resource'
import { Note } from '../../ui/Note'
import { Row, Rows, Section } from '../../ui/Section'
import { Outbox } from '../outbox/Outbox'
import { MailSettingsForm } from './MailSettingsForm'
import type { MailDraft } from './use-mail-form'

/** How emails are sent. For the owner. */
export function MailSettings({ draft }: { draft: MailDraft }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const [settings] = useState(() => createResource(api.mailSettings))
  const [providers] = useState(() => createResource(api.mailProviders))
  const { value, failure } = useStore(settings.store)
  const list = useStore(providers.store)

  const load = () => void Promise.all([settings.load(), providers.load()])
  // Loaded only once, so that main's data never overwrites what is being typed.
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

/** The demo's settings, shown as an example. */
function FixedMail({ view }: { view: MailSettingsView }) {
  const { t } = useTranslation()
  return (
    <>
      <Note tone="info" title={t('mail.fixedTitle')}>
        {t('mail.fixed')}
      </Note>
      <Rows>
        <Row label={t('mail.host')}>{view.host}</Row>
        <Row label={t('mail.port')}>{view.port}</Row>
        <Row label={t('mail.security')}>{t(`mail.securities.${view.security}.label`)}</Row>
        <Row label={t('mail.fromName')}>{view.fromName}</Row>
        <Row label={t('mail.fromAddress')}>{view.fromAddress}</Row>
      </Rows>
    </>
  )
}
