import { useTranslation } from 'react-i18next'
import { countdown } from '../../i18n/format'
import { Button } from '../../ui/Button'
import { useSecondsLeft } from '../../ui/use-now'

/** Apart from the form, so that counting down does not draw the whole form anew. */
export function SignInButton({ busy, waitUntil }: { busy: boolean; waitUntil: number | null }) {
  const { t } = useTranslation()
  const left = useSecondsLeft(waitUntil)
  return (
    <Button wide type="submit" busy={busy} busyLabel={t('signIn.busy')} off={left > 0}>
      {left > 0 ? t('wait.button', { time: countdown(left) }) : t('signIn.submit')}
    </Button>
  )
}
