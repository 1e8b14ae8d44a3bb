import { History, ShieldAlert } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { useFormat } from '../../i18n/use-format'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { useBusy } from '../../ui/use-busy'
import { adviceOf } from './advice'
import './away.css'

/** What happened to the account while its person was away: told until they put it away. */
export function Away() {
  const { t } = useTranslation('notices')
  const { api, app } = useServices()
  const format = useFormat()
  const announce = useAnnounce()
  const failureText = useFailureText()
  const id = useId()
  const { value, put } = useResource(api.noticesView)
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const some = value !== null && value.length > 0
  const title = t('title')
  useEffect(() => {
    if (some) announce(title)
  }, [announce, some, title])
  if (!some) return null

  const advice = adviceOf(value)
  const grave = advice === 'changed'
  const Icon = grave ? ShieldAlert : History
  const putAway = () =>
    run(async () => {
      const answer = await api.noticesSeen()
      if (answer.ok) put([])
      else setError(failureText(answer))
    })

  return (
    <aside className="away" data-tone={grave ? 'warn' : 'info'} aria-labelledby={id}>
      <Icon size={18} aria-hidden="true" />
      <div className="away__body">
        <h2 id={id}>{title}</h2>
        <ul>
          {value.map((notice) => (
            <li key={notice.kind}>
              {t(`kind.${notice.kind}`, { count: notice.count })}{' '}
              <span className="away__when">{format.span(notice.first, notice.last)}</span>
            </li>
          ))}
        </ul>
        <p>{t(`advice.${advice}`)}</p>
        <p className="away__error" role="alert">
          {error}
        </p>
        <div className="away__actions">
          <Button small kind="quiet" busy={busy} onClick={putAway}>
            {t('mine')}
          </Button>
          {grave && (
            <LinkButton onClick={() => app.go({ name: 'home', section: 'account' })}>
              {t('changePassword')}
            </LinkButton>
          )}
          <LinkButton onClick={() => app.go({ name: 'home', section: 'activity' })}>
            {t('all')}
          </LinkButton>
        </div>
      </div>
    </aside>
  )
}
