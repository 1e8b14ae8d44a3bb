import type { StartProblem as Problem } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { OpenAnyway, type ReadableProblem, RestoreBackup } from './Remedies'
import './start-problem.css'

/** What happened, the file concerned, that nothing was changed, and what to do. */
export function StartProblem({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation(['app', 'diagnostics'])
  const { api, app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const code = problem?.code ?? 'NO_ANSWER'
  const backup = problem?.backup ?? null
  const otherVersion =
    code === 'DATABASE_NEWER' ? 'newer' : code === 'DATABASE_OLDER' ? 'older' : null
  const readable = isReadable(problem) ? problem : null
  /** Readable data comes first unless the backup has more in it. */
  const openFirst = readable !== null && backup?.newer !== true
  const what =
    readable !== null && code === 'DATABASE_CORRUPT'
      ? t('start.DATABASE_CORRUPT.incomplete')
      : t(`start.${code}.what`)
  const todo =
    problem?.madeBy === undefined
      ? t(`start.${code}.todo`)
      : t('start.DATABASE_NEWER.todoVersion', { version: problem.madeBy })

  const retry = () =>
    run(async () => {
      setError(undefined)
      const failure = await app.retry()
      if (failure !== null) setError(failureText(failure))
      else if (app.store.getState().screen.name === 'start-problem') announce(t('start.still'))
    })
  const showFolder = async () => {
    const answer = await api.appShowDataFolder()
    setError(answer.ok ? undefined : failureText(answer))
  }

  return (
    <Journey title={t(`start.${code}.title`)} lead={what}>
      {problem !== null && (
        <dl className="start-problem">
          <dt>{t('start.path')}</dt>
          <dd className="breaks">{problem.path}</dd>
        </dl>
      )}
      {((backup === null && readable === null) || otherVersion) && (
        <Note tone="info" title={t('start.todo')}>
          {todo}
        </Note>
      )}
      {openFirst && <OpenAnyway first problem={readable} onFailed={setError} />}
      {backup !== null && (
        <RestoreBackup
          at={backup.at}
          otherVersion={otherVersion}
          first={!otherVersion && !openFirst}
          onFailed={setError}
        />
      )}
      {readable !== null && !openFirst && (
        <OpenAnyway first={false} problem={readable} onFailed={setError} />
      )}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Actions>
        <Button
          wide
          kind={(backup === null && readable === null) || otherVersion ? 'primary' : 'quiet'}
          busy={busy}
          busyLabel={t('start.retrying')}
          onClick={retry}
        >
          {t('start.retry')}
        </Button>
        {problem !== null && (
          <Button wide kind="quiet" onClick={showFolder}>
            {t('start.showFolder')}
          </Button>
        )}
        <Button wide kind="quiet" onClick={app.showDiagnostics}>
          {t('diagnostics:open')}
        </Button>
      </Actions>
    </Journey>
  )
}

const isReadable = (problem: Problem | null): problem is ReadableProblem =>
  problem?.readable !== undefined
