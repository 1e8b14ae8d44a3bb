import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { LinkButton } from '../../ui/LinkButton'
import { useBusy } from '../../ui/use-busy'

/** Takes a wish for a mail back. Whether there was one, and for whom, its answer does not tell. */
export function DontSend({ email }: { email: string }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [said, setSaid] = useState<string>()

  const cancel = () =>
    run(async () => {
      const answer = await api.resetCancel({ email })
      setSaid(answer.ok ? t('checkMail.dontSendDone') : failureText(answer))
    })

  return (
    <div className="journey__foot">
      <span role="status">{said ?? t('checkMail.changedMind')}</span>
      <LinkButton quiet busy={busy} onClick={cancel}>
        {t('checkMail.dontSend')}
      </LinkButton>
    </div>
  )
}
