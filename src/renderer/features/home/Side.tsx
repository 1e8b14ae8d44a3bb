import { LockKeyhole, LogOut, Settings } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import type { HomeSection } from '../../stores/screens'
import { Brand } from '../../ui/Brand'
import { useBusy } from '../../ui/Button'
import { Kbd } from '../../ui/Kbd'
import { UpdateLine } from '../about/UpdateLine'
import { Demo } from '../status/Demo'
import { ariaKeys, keyNames } from '../vault/shared/shortcuts'
import { useVault } from '../vault/shared/vault-context'
import { SideSettings } from './SideSettings'
import { SideItem, SideViews } from './SideViews'
import './side.css'

/** The views of the vault, or the settings; at the bottom what is always available. */
export function Side({ section }: { section: HomeSection }) {
  const { t } = useTranslation()
  const settings = section !== 'vault'
  return (
    <header className="side">
      <Brand />
      <nav className="side__nav" aria-label={t(settings ? 'settings.title' : 'home.sections')}>
        {settings ? <SideSettings section={section} /> : <SideViews />}
        {/* Above the foot: it may appear late, and the buttons below must not move. */}
        <div className="side__low">
          <UpdateLine />
          <SideFoot settings={settings} />
        </div>
      </nav>
      <div className="side__end">
        <Demo place="side" />
      </div>
    </header>
  )
}

const lockKey = { key: 'l', mod: true }
const settingsKey = { key: ',', mod: true }

/** Links to the settings, unless they are open, and buttons to lock and to sign out. */
function SideFoot({ settings }: { settings: boolean }) {
  const { t } = useTranslation(['app', 'vault'])
  const { app } = useServices()
  const failureText = useFailureText()
  const vault = useVault()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const session = useAppState((state) => state.session)
  const platform = useAppState((state) => state.platform) ?? 'linux'

  const signOut = () =>
    run(async () => {
      await vault.flush()
      const failure = await app.signOut()
      setError(failure === null ? undefined : failureText(failure))
    })
  const lock = () =>
    run(async () => {
      const failure = await vault.lock()
      setError(failure === null ? undefined : failureText(failure))
    })

  return (
    <div className="side-foot">
      <ul className="side-foot__list">
        {!settings && (
          <li>
            <SideItem
              icon={Settings}
              aria-keyshortcuts={ariaKeys(settingsKey, platform)}
              end={<Kbd keys={keyNames(settingsKey, platform)} />}
              onClick={app.showSettings}
            >
              {t('settings.title')}
            </SideItem>
          </li>
        )}
        <li>
          <SideItem
            icon={LockKeyhole}
            aria-keyshortcuts={ariaKeys(lockKey, platform)}
            end={<Kbd keys={keyNames(lockKey, platform)} />}
            onClick={lock}
          >
            {t('vault:side.lock')}
          </SideItem>
        </li>
        <li>
          <SideItem icon={LogOut} busy={busy} onClick={signOut}>
            {t('home.signOut')}
          </SideItem>
        </li>
      </ul>
      <p className="side-foot__who" title={session?.email}>
        {session?.email}
      </p>
      <p className="side-foot__error" role="alert">
        {error}
      </p>
    </div>
  )
}
