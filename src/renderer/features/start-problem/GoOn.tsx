import type { StartProblem } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'

interface Props {
  problem: StartProblem & Required<Pick<StartProblem, 'readable'>>
  /** Nothing better is offered. */
  first: boolean
  onFailed: (text: string | undefined) => void
}

/** A data file that can be read, though not all is there or something changed it: what opening it means. */
export function GoOn({ problem, first, onFailed }: Props) {
  const { t } = useTranslation('safety')
  const { app } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const { lastAt } = problem.readable
  const altered = problem.code === 'DATABASE_ALTERED'

  const goOn = () =>
    run(async () => {
      onFailed(undefined)
      const failure = await app.goOn()
      if (failure !== null) onFailed(failureText(failure))
      else announce(t('goOn.done'))
    })

  return (
    <>
      <Note tone="warn" title={t(first ? 'goOn.title' : 'goOn.second')}>
        {lastAt !== null && t('goOn.last', { date: format.moment(lastAt) })}{' '}
        {t(altered ? 'goOn.altered' : 'goOn.incomplete')}
      </Note>
      <Actions>
        <Button
          wide
          autoFocus={first}
          kind={first ? 'primary' : 'quiet'}
          busy={busy}
          busyLabel={t('goOn.busy')}
          onClick={goOn}
        >
          {t('goOn.submit')}
        </Button>
      </Actions>
    </>
  )
}
