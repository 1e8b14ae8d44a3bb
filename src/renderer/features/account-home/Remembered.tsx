import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Button } from '../../ui/Button'
import { Row } from '../../ui/Rows'
import { useBusy } from '../../ui/use-busy'

interface Props {
  remembered: boolean
  onDone: (text: string) => void
}

/** Whether the sign-in screen offers this address, and the way to stop that. */
export function Remembered({ remembered, onDone }: Props) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()

  const forget = () =>
    run(async () => {
      const answer = await api.accountForgetAddress()
      if (!answer.ok) return setError(failureText(answer))
      onDone(t('account.forgotten'))
      // The sign-in screen takes the address from there.
      await app.refresh()
    })

  return (
    <Row
      label={t('account.rememberedLabel')}
      action={
        remembered ? (
          <Button kind="quiet" small busy={busy} aria-label={t('account.forget')} onClick={forget}>
            {t('account.forgetShort')}
          </Button>
        ) : undefined
      }
    >
      {remembered ? t('account.remembered') : t('account.notRemembered')}
      <span role="alert">{error !== undefined && ` ${error}`}</span>
    </Row>
  )
}
