import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Loading } from '../../shared/Loading'
import { LoadTogether } from '../../shared/LoadTogether'
import { useModel, useServices } from '../../shared/services'
import { createResource } from '../../stores/resource'
import type { ScreenOf } from '../../stores/screens'
import { createVault } from '../../stores/vault/vault'
import { About } from '../about/About'
import { Account } from '../account/Account'
import { Activity } from '../activity/Activity'
import { UnseenNotices } from '../activity/UnseenNotices'
import { Data } from '../data/Data'
import { MailSettings } from '../mail-settings/MailSettings'
import { createMailDraft } from '../mail-settings/use-mail-form'
import { Security } from '../security/Security'
import { ThisComputer } from '../this-computer/ThisComputer'
import { VaultContext } from '../vault/shared/vault-context'
import { Vault } from '../vault/Vault'
import { Side } from './Side'
import './home.css'

/** The app when someone is signed in: a side panel and one section. */
export function Home({ section }: ScreenOf<'home'>) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const state = useModel((model) => model.state)
  const [home] = useState(() => createResource(api.accountHome))
  const [vault] = useState(() => createVault(api))
  const [mailDraft] = useState(createMailDraft)
  const { value, failure } = useStore(home.store)

  // Decrypted data lives as long as this screen, which ends with a lock or a sign-out.
  useEffect(() => vault.open(), [vault])

  const load = useEffectEvent(async () => {
    await home.load()
    // The session ended without this screen being told: the app's state says where to go.
    if (home.store.getState().failure?.code === 'NOT_SIGNED_IN') await app.refresh()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new state may mean new facts
  useEffect(() => void load(), [state])
  // Someone who comes back from their email program wants to see what has changed.
  useEffect(() => {
    const comeBack = () => void load()
    window.addEventListener('focus', comeBack)
    return () => window.removeEventListener('focus', comeBack)
  }, [])

  const loading = <Loading title={t(`home.${section}`)} failure={failure} onRetry={home.load} />
  return (
    <VaultContext value={vault}>
      <LoadTogether className="home">
        <Side section={section} />
        <UnseenNotices />
        <LoadTogether className="home__section" key={section}>
          {section === 'account' && (value ? <Account home={value} reload={home.load} /> : loading)}
          {section === 'activity' && (value ? <Activity items={value.activity} /> : loading)}
          {section === 'vault' && <Vault home={value} />}
          {section === 'security' && <Security />}
          {section === 'data' && <Data />}
          {section === 'computer' && <ThisComputer />}
          {section === 'about' && <About />}
          {section === 'mail' && <MailSettings draft={mailDraft} />}
        </LoadTogether>
      </LoadTogether>
    </VaultContext>
  )
}
