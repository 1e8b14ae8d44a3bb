import type { Failure } from '@contract/channel'
import type { StartProblem } from '@contract/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Note } from '../../ui/Note'

interface Remedy {
  /** The best remedy that is offered. */
  first: boolean
  onFailed: (text: string | undefined) => void
}

export type ReadableProblem = StartProblem & Required<Pick<StartProblem, 'readable'>>

/** Offers a good backup of a data file that can't be used, and says what restoring it means. */
export function RestoreBackup({
  at,
  otherVersion,
  ...remedy
}: Remedy & {
  /** When it was made, in Unix ms. */
  at: number
  /** The data isn't damaged: another version made it. */
  otherVersion: 'newer' | 'older' | null
}) {
  const { t } = useTranslation('safety')
  const { app } = useServices()
  const format = useFormat()
  const words = otherVersion && (`putBack.${otherVersion}` as const)
  const second = words ? (`${words}.title` as const) : 'putBack.second'
  return (
    <Offer
      {...remedy}
      tone={remedy.first ? 'ok' : 'warn'}
      title={t(remedy.first ? 'putBack.title' : second)}
      submit={t('putBack.submit', { date: format.date(at) })}
      busy={t('putBack.busy')}
      done={t('putBack.done')}
      act={app.recoverBackup}
    >
      {t(words ? `${words}.what` : 'putBack.what', { date: format.moment(at) })}
    </Offer>
  )
}

/** Offers to open a readable data file that is incomplete or was changed, and says what that means. */
export function OpenAnyway({ problem, ...remedy }: Remedy & { problem: ReadableProblem }) {
  const { t } = useTranslation('safety')
  const { app } = useServices()
  const format = useFormat()
  const { lastAt } = problem.readable
  return (
    <Offer
      {...remedy}
      tone="warn"
      title={t(remedy.first ? 'openAnyway.title' : 'openAnyway.second')}
      submit={t('openAnyway.submit')}
      busy={t('openAnyway.busy')}
      done={t('openAnyway.done')}
      act={app.openAnyway}
    >
      {lastAt !== null && t('openAnyway.last', { date: format.moment(lastAt) })}{' '}
      {t(problem.code === 'DATABASE_ALTERED' ? 'openAnyway.altered' : 'openAnyway.incomplete')}
    </Offer>
  )
}

interface OfferProps extends Remedy {
  tone: 'ok' | 'warn'
  title: string
  submit: string
  busy: string
  /** Announced once it is done. */
  done: string
  act: () => Promise<Failure | null>
  children: ReactNode
}

function Offer({
  first,
  onFailed,
  tone,
  title,
  submit,
  done,
  act,
  children,
  ...props
}: OfferProps) {
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()

  const doIt = () =>
    run(async () => {
      onFailed(undefined)
      const failure = await act()
      if (failure !== null) onFailed(failureText(failure))
      else announce(done)
    })

  return (
    <>
      <Note tone={tone} title={title}>
        {children}
      </Note>
      <Actions>
        <Button
          wide
          autoFocus={first}
          kind={first ? 'primary' : 'quiet'}
          busy={busy}
          busyLabel={props.busy}
          onClick={doIt}
        >
          {submit}
        </Button>
      </Actions>
    </>
  )
}
