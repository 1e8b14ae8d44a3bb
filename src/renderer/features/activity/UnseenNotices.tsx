import type { NoticeKind, Notices } from '@contract/safety-models'
import { History, ShieldAlert } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { useAnnounce } from '../../ui/Announcer'
import { Button, useBusy } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import './unseen-notices.css'

/** What happened to the account while its person was away. Shown until they dismiss it. */
export function UnseenNotices() {
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

type Advice = 'changed' | 'tried' | 'asked'

const adviceFor: Record<NoticeKind, Advice> = {
  'password-reset': 'changed',
  'vault-sealed': 'changed',
  'password-changed': 'changed',
  'email-changed': 'changed',
  'codes-used-up': 'tried',
  'codes-wrong': 'tried',
  'passwords-wrong': 'tried',
  'recovery-wrong': 'tried',
  'reset-asked': 'asked',
}
const gravest: readonly Advice[] = ['changed', 'tried', 'asked']

/** What to do if it was someone else: one piece of advice, for the most serious notice. */
export function adviceOf(notices: Notices): Advice {
  return gravest.find((one) => notices.some(({ kind }) => adviceFor[kind] === one)) ?? 'asked'
}
