import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../../app/services'
import { useFailureText } from '../../../app/use-failure'
import { createLiveCode, grouped, msLeft } from '../../../stores/vault/otp'
import { Row } from '../../../ui/Rows'
import { useNow } from '../../../ui/use-now'
import { CopyButton } from './CopyButton'
import { Ring } from './Ring'
import './otp-row.css'

/** The code of now, and how long it is good. */
export function OtpRow({ id }: { id: string }) {
  const { t } = useTranslation('vault')
  const { api } = useServices()
  const failureText = useFailureText()
  const [live] = useState(() => createLiveCode(api.vaultOtp, id))
  const { code, failure } = useStore(live.store)
  const now = useNow(1000)

  useEffect(() => {
    live.start()
    return live.stop
  }, [live])

  const left = code === null ? 0 : Math.ceil(msLeft(code, now) / 1000)
  return (
    <Row
      label={t('field.otp')}
      action={
        <span className="otp-row__actions">
          {code !== null && <Ring part={left / code.period} ending={left <= 5} />}
          <CopyButton field={{ kind: 'otp-code' }} what={t('field.otp')} />
        </span>
      }
    >
      <span className="otp-row">
        {failure !== null ? failureText(failure) : code === null ? '…' : grouped(code.code)}
      </span>
      {code !== null && <span className="unseen">{t('otpLeft', { count: left })}</span>}
    </Row>
  )
}
