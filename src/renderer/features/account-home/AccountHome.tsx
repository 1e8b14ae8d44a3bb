import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useModel, useServices } from '../../app/services'
import { createResource } from '../../stores/resource'
import type { ScreenOf } from '../../stores/screens'
import { Activity } from '../activity/Activity'
import { MailSettings } from '../mail-settings/MailSettings'
import { Account } from './Account'
import { Loading } from './Loading'
import { Side } from './Side'
import './account-home.css'

/** The app as it is when somebody is signed in: a side panel and one section. */
export function AccountHome({ section }: ScreenOf<'home'>) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const state = useModel((model) => model.state)
  const [home] = useState(() => createResource(api.accountHome))
  const { value, failure } = useStore(home.store)

  const load = useEffectEvent(async () => {
    await home.load()
    // The session ended without our hearing of it: the app's state says where to go.
    if (home.store.getState().failure?.code === 'NOT_SIGNED_IN') await app.refresh()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new state may mean new facts
  useEffect(() => void load(), [state])
  // Somebody coming back from the mail program wants to see what has happened meanwhile.
  useEffect(() => {
    const comeBack = () => void load()
    window.addEventListener('focus', comeBack)
    return () => window.removeEventListener('focus', comeBack)
  }, [])

  const loading = <Loading title={t(`home.${section}`)} failure={failure} onRetry={home.load} />
  return (
    <div className="account-home">
      <Side section={section} />
      {section === 'account' && (value ? <Account home={value} reload={home.load} /> : loading)}
      {section === 'activity' && (value ? <Activity items={value.activity} /> : loading)}
      {section === 'mail' && <MailSettings />}
    </div>
  )
}
