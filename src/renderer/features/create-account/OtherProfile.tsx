import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { LinkButton } from '../../ui/LinkButton'
import { useBusy } from '../../ui/use-busy'

/** Before there is an account, the choice of the first run can still be changed. */
export function OtherProfile() {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const own = useAppState((state) => state.profile === 'own') === true
  if (!own) return null

  const tryDemo = () =>
    run(async () => {
      const failure = await app.chooseProfile('demo')
      setError(failure === null ? undefined : failureText(failure))
    })

  return (
    <div className="journey__foot journey__foot--centre">
      {t('createAccount.noServer')}
      <LinkButton busy={busy} onClick={tryDemo}>
        {t('createAccount.tryDemo')}
      </LinkButton>
      <p role="alert">{error}</p>
    </div>
  )
}
