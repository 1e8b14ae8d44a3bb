import type { Result } from '@contract/channel'
import type { UpdatesView } from '@contract/program-models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import type { useResource } from '../../shared/use-resource'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'
import { NewVersion } from './NewVersion'
import './updates.css'

interface Props {
  resource: ReturnType<typeof useResource<UpdatesView>>
}

/** Whether the app checks for updates, what it found, and what will be done about it. */
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
  const { host, enabled, mayChange, checking, checkedAt, problem, acknowledged, update } = value
  if (host === null) return <Block title={t('title')} lead={t('noFeed')} />

  const date = checkedAt === null ? null : format.moment(checkedAt)
  const newest = checkedAt !== null && update === null && problem === null
  // The question below explains everything, so the lead is left out.
  const asking = mayChange && !acknowledged
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

interface UpdatesToldProps {
  host: string
  onAnswer: (enabled: boolean) => void
}

/** Tells the owner, before the first check, that the app will look for updates, and how to stop it. */
function UpdatesTold({ host, onAnswer }: UpdatesToldProps) {
  const { t } = useTranslation('updates')
  return (
    <>
      <Note tone="info" title={t('told.title')}>
        {t('told.what', { host })}
      </Note>
      <Actions layout="row">
        <Button onClick={() => onAnswer(true)}>{t('told.yes')}</Button>
        <Button kind="quiet" onClick={() => onAnswer(false)}>
          {t('told.no')}
        </Button>
      </Actions>
    </>
  )
}
