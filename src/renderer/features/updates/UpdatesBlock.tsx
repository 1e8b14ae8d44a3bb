import type { Result } from '@contract/result'
import type { UpdatesView } from '@contract/update-models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import type { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { NewVersion } from './NewVersion'
import { UpdatesTold } from './UpdatesTold'
import './updates-block.css'

interface Props {
  resource: ReturnType<typeof useResource<UpdatesView>>
}

/** Whether it looks for updates, what it found, and what becomes of that. */
export function UpdatesBlock({ resource }: Props) {
  const { t } = useTranslation('updates')
  const { api } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const { value, failure, load, put } = resource

  useEffect(() => api.onUpdatesChanged(() => void load()), [api, load])

  function take(answer: Result<UpdatesView>, said?: string): UpdatesView | null {
    setError(answer.ok ? undefined : failureText(answer))
    if (!answer.ok) return null
    put(answer.value)
    if (said !== undefined) announce(said)
    return answer.value
  }
  const set = async (enabled: boolean) =>
    take(await api.updatesSet({ enabled }), t(enabled ? 'done.on' : 'done.off'))
  const check = () =>
    run(async () => {
      const found = take(await api.updatesCheck())
      if (found === null) return
      if (found.problem !== null) announce(t(`problem.${found.problem}`))
      else if (found.update === null) announce(t('newest'))
    })

  if (value === null) {
    return (
      <Block title={t('title')}>
        <Waiting failure={failure} onRetry={load} />
      </Block>
    )
  }
  const { host, enabled, mayChange, checking, checkedAt, problem, told, update } = value
  if (host === null) return <Block title={t('title')} lead={t('noFeed')} />

  const date = checkedAt === null ? null : format.moment(checkedAt)
  const newest = checkedAt !== null && update === null && problem === null
  // Asked first, and told in full there: nothing beside it that says or asks the same.
  const asking = mayChange && !told
  const lead = enabled ? t('lead', { host }) : t('off')
  return (
    <Block title={t('title')} lead={asking ? undefined : lead}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {problem !== null && (
        <Note tone={problem === 'offline' ? 'info' : 'warn'}>{t(`problem.${problem}`)}</Note>
      )}
      {update !== null && <NewVersion view={value} update={update} onAnswer={take} />}
      {asking && <UpdatesTold host={host} onAnswer={(yes) => void set(yes)} />}
      {!asking && mayChange && (
        <div className="updates-block__choice">
          <Checkbox
            label={t('enabled')}
            checked={enabled}
            onChange={({ target }) => void set(target.checked)}
          />
        </div>
      )}
      {!mayChange && <p className="updates-block__aside">{t('ownerOnly')}</p>}
      <p className="updates-block__aside">
        {newest && `${t('newest')} `}
        {date === null ? t('neverChecked') : t('lastChecked', { date })}
      </p>
      {mayChange && (
        <Actions layout="row">
          <Button
            kind="quiet"
            busy={busy || checking}
            busyLabel={t('checking')}
            off={update?.state === 'downloading'}
            onClick={check}
          >
            {t('check')}
          </Button>
        </Actions>
      )}
    </Block>
  )
}
