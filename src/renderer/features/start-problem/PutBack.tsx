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
  /** When the newest good backup was made. */
  at: number
  /** The data is not damaged, only too new: going back is the second choice. */
  newer?: boolean
  /** What is there can be gone on with, and has more in it. */
  second?: boolean
  onFailed: (text: string | undefined) => void
}

/** A data file that can't be used and a good backup of it: what putting it back means, and the button. */
export function PutBack({ at, newer = false, second = newer, onFailed }: Props) {
  const { t } = useTranslation('safety')
  const { app } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()

  const putBack = () =>
    run(async () => {
      onFailed(undefined)
      const failure = await app.recoverBackup()
      if (failure !== null) onFailed(failureText(failure))
      else announce(t('putBack.done'))
    })

  return (
    <>
      <Note tone={second ? 'warn' : 'ok'} title={t(titleOf({ newer, second }))}>
        {t(newer ? 'putBack.newer.what' : 'putBack.what', { date: format.moment(at) })}
      </Note>
      <Actions>
        <Button
          wide
          autoFocus={!second}
          kind={second ? 'quiet' : 'primary'}
          busy={busy}
          busyLabel={t('putBack.busy')}
          onClick={putBack}
        >
          {t('putBack.submit', { date: format.date(at) })}
        </Button>
      </Actions>
    </>
  )
}

function titleOf({ newer, second }: { newer: boolean; second: boolean }) {
  if (newer) return 'putBack.newer.title'
  return second ? 'putBack.second' : 'putBack.title'
}
