import { LockKeyhole, LogOut, Settings } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Kbd } from '../../ui/Kbd'
import { useBusy } from '../../ui/use-busy'
import { ariaKeys, keyNames } from '../vault/shortcuts/shortcuts'
import { useVault } from '../vault/vault-context'
import { SideItem } from './SideItem'
import './side-foot.css'

const lockKey = { key: 'l', mod: true }
const settingsKey = { key: ',', mod: true }

/** The way to the settings, unless one is there, and the two ways out. */
export function SideFoot({ settings }: { settings: boolean }) {
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
