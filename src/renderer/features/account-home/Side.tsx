import { History, LogOut, type LucideIcon, Mail, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import type { HomeSection } from '../../stores/screens'
import { Brand } from '../../ui/Brand'
import { Spinner } from '../../ui/Spinner'
import { useBusy } from '../../ui/use-busy'
import { useSlow } from '../../ui/use-slow'
import { Demo } from '../demo/Demo'
import './side.css'

const sections: readonly { name: HomeSection; icon: LucideIcon; ownerOnly: boolean }[] = [
  { name: 'account', icon: UserRound, ownerOnly: false },
  { name: 'activity', icon: History, ownerOnly: false },
  { name: 'mail', icon: Mail, ownerOnly: true },
]

export function Side({ section }: { section: HomeSection }) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const slow = useSlow(busy)
  const [error, setError] = useState<string>()
  const session = useAppState((state) => state.session)
  const shown = sections.filter(({ ownerOnly }) => !ownerOnly || session?.role === 'owner')

  const signOut = () =>
    run(async () => {
      const failure = await app.signOut()
      setError(failure === null ? undefined : failureText(failure))
    })

  return (
    <header className="side">
      <Brand />
      <nav aria-label={t('home.sections')}>
        <ul className="side__sections">
          {shown.map(({ name, icon: Icon }) => (
            <li key={name}>
              <button
                type="button"
                className="side__item"
                aria-current={name === section ? 'page' : undefined}
                onClick={() => app.go({ name: 'home', section: name })}
              >
                <Icon size={16} aria-hidden="true" />
                {t(`home.${name}`)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="side__foot">
        <Demo place="side" />
        <p className="side__who" title={session?.email}>
          {session?.email}
        </p>
        <button
          type="button"
          className="side__item"
          aria-disabled={busy || undefined}
          onClick={signOut}
        >
          {slow ? <Spinner /> : <LogOut size={16} aria-hidden="true" />}
          {t('home.signOut')}
        </button>
        <p className="side__error" role="alert">
          {error}
        </p>
      </div>
    </header>
  )
}
