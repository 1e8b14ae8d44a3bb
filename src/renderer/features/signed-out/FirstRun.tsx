import type { Profile } from '@contract/models'
import { Inbox, type LucideIcon, Server } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useBusy } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { Spinner, useSlow } from '../../ui/Spinner'
import './signed-out.css'

const choices: readonly { profile: Profile; icon: LucideIcon }[] = [
  { profile: 'demo', icon: Inbox },
  { profile: 'own', icon: Server },
]

export function FirstRun() {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const slow = useSlow(busy)
  const [chosen, setChosen] = useState<Profile>()
  const [error, setError] = useState<string>()

  const choose = (profile: Profile) =>
    run(async () => {
      setChosen(profile)
      setError(undefined)
      const failure = await app.chooseProfile(profile)
      if (failure !== null) setError(failureText(failure))
    })

  return (
    <Journey title={t('firstRun.title')} lead={t('firstRun.lead')}>
      <ul className="first-run">
        {choices.map(({ profile, icon: Icon }) => (
          <li key={profile}>
            <button
              type="button"
              className="first-run__choice"
              aria-describedby={`first-run-${profile}`}
              aria-disabled={busy || undefined}
              onClick={() => choose(profile)}
            >
              <span className="first-run__icon">
                {slow && chosen === profile ? <Spinner /> : <Icon size={18} aria-hidden="true" />}
              </span>
              <span className="first-run__name">{t(`firstRun.${profile}.name`)}</span>
            </button>
            <p id={`first-run-${profile}`} className="first-run__what">
              {t(`firstRun.${profile}.what`)}
            </p>
          </li>
        ))}
      </ul>
      <p className="unseen" role="status">
        {slow ? t('firstRun.busy') : ''}
      </p>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
    </Journey>
  )
}
