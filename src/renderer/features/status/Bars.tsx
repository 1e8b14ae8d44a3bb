import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useMailNeeds, useModel, useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { Button, useBusy } from '../../ui/Button'
import './status.css'

/** Shown while the keyring is locked or unresponsive, with a button. Disappears by itself. */
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

/** For the owner, who alone can enter the missing mail password. Disappears once it is entered. */
export function MailBar() {
  const { t } = useTranslation('outbox')
  const { app } = useServices()
  const lost = useMailNeeds() === 'password'
  const isOwner = useAppState((state) => state.session?.role === 'owner') === true
  const there = useModel(({ screen }) => screen.name === 'home' && screen.section === 'mail')
  if (!lost || !isOwner || there) return null
  return (
    <Bar
      title={t('lost.title')}
      what={t('lost.what')}
      action={
        <Button kind="quiet" small onClick={() => app.go({ name: 'home', section: 'mail' })}>
          {t('lost.enter')}
        </Button>
      }
    />
  )
}

interface Props {
  title: string
  what: string
  action: ReactNode
}

/** A bar above every screen for what concerns the whole computer, with an action. */
function Bar({ title, what, action }: Props) {
  return (
    <section className="bar" aria-label={title}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="bar__words" role="status">
        <p className="bar__title">{title}</p>
        <p>{what}</p>
      </div>
      {action}
    </section>
  )
}
