import type { Result } from '@contract/channel'
import type { UpdatesView, UpdateView } from '@contract/program-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useVault } from '../vault/shared/vault-context'
import './updates.css'

interface Props {
  view: UpdatesView
  update: UpdateView
  onAnswer: (answer: Result<UpdatesView>, said?: string) => void
}

/** A newer version: being downloaded, downloaded, or to be installed when the app closes. */
export function NewVersion({ view, update, onAnswer }: Props) {
  const { t } = useTranslation('updates')
  const { api } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const vault = useVault()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const { version, notes, state, way, received, size } = update
  const byPerson = way === 'by-hand' || way === 'unpack'
  const canInstall = view.mayChange && !byPerson

  const plan = (install: boolean) =>
    run(async () => {
      const answer = await api.updatesPlan({ install })
      onAnswer(answer, t(install ? 'done.planned' : 'done.unplanned'))
    })
  const restart = () =>
    run(async () => {
      await vault.flush()
      const answer = await api.updatesRestart()
      setError(answer.ok ? undefined : failureText(answer))
    })
  const showFile = async () => {
    const answer = await api.updatesShowFile()
    setError(answer.ok ? undefined : failureText(answer))
  }

  if (state === 'downloading') {
    const amount = { received: format.size(received), size: format.size(size) }
    return (
      <Note tone="info" title={t('downloading', { version })}>
        {t('received', amount)}
        <progress
          className="new-version__progress"
          aria-label={t('downloading', { version })}
          value={received}
          max={size}
        />
      </Note>
    )
  }
  return (
    <>
      <Note tone="ok" title={t('ready', { version })}>
        {state === 'planned' ? t('planned') : t('checked')} {t(`way.${way}`)}
      </Note>
      {notes !== '' && (
        <details className="new-version__notes">
          <summary>{t('whatsNew')}</summary>
          <p>{notes}</p>
        </details>
      )}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {canInstall && <p className="new-version__aside">{view.busy ? t('busy') : t('drafts')}</p>}
      {view.mayChange && (
        <Actions layout="row">
          {canInstall && (
            <Button busy={busy} off={view.busy} onClick={restart}>
              {t('restart')}
            </Button>
          )}
          {canInstall && (
            <Button kind="quiet" busy={busy} onClick={() => plan(state !== 'planned')}>
              {state === 'planned' ? t('unplan') : t('plan')}
            </Button>
          )}
          {byPerson && <Button onClick={showFile}>{t('showFile')}</Button>}
        </Actions>
      )}
    </>
  )
}
