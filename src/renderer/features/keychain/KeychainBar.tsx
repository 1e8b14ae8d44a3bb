import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { useBusy } from '../../ui/use-busy'
import './keychain-bar.css'

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
    <section className="keychain-bar" aria-label={t(`keychain.${keychain}`)}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="keychain-bar__words" role="status">
        <p className="keychain-bar__title">{t(`keychain.${keychain}`)}</p>
        <p>
          {tried
            ? t(locked ? 'keychain.still' : 'keychain.stillSilent')
            : t(`keychain.${keychain}What`)}
        </p>
      </div>
      <Button kind="quiet" small busy={busy} busyLabel={t('keychain.asking')} onClick={unlock}>
        {t(locked && !tried ? 'keychain.unlock' : 'keychain.again')}
      </Button>
    </section>
  )
}
