import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useAnnounce } from '../../ui/Announcer'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { useBusy } from '../../ui/use-busy'

/** While the keyring is locked or silent: what that means, and a way on. Goes by itself. */
export function KeychainBar() {
  const { t } = useTranslation('computer')
  const { api, app } = useServices()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const [tried, setTried] = useState(false)
  const keychain = useAppState((state) => state.keychain) ?? 'ready'
  const waited = useRef(false)

  useEffect(() => {
    if (keychain === 'ready' && waited.current) announce(t('keychain.opened'))
    waited.current = keychain !== 'ready'
    if (keychain === 'ready') setTried(false)
  }, [keychain, announce, t])

  if (keychain === 'ready') return null
  const locked = keychain === 'locked'
  const unlock = () =>
    run(async () => {
      await api.keychainUnlock()
      await app.refresh()
      setTried(true)
    })

  return (
    <Bar
      title={t(`keychain.${keychain}`)}
      what={
        tried
          ? t(locked ? 'keychain.still' : 'keychain.stillSilent')
          : t(`keychain.${keychain}What`)
      }
      action={
        <Button kind="quiet" small busy={busy} busyLabel={t('keychain.asking')} onClick={unlock}>
          {t(locked && !tried ? 'keychain.unlock' : 'keychain.again')}
        </Button>
      }
    />
  )
}
