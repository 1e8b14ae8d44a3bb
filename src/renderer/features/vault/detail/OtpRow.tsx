import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../i18n/hooks'
import { useServices } from '../../../shared/services'
import { createLiveCode, grouped, msLeft } from '../../../stores/vault/otp'
import { Row } from '../../../ui/Section'
import { useNow } from '../../../ui/use-now'
import { CopyButton } from './Secret'
import './login-rows.css'

/** The current code, and how long it is valid. */
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

/** Half of the outer radius: a stroke as wide as the outer radius fills the disc. */
const radius = 4.5
const round = 2 * Math.PI * radius

/** The time left as a slice of a disc. Decorative. @param part 0 to 1 */
function Ring({ part, ending }: { part: number; ending: boolean }) {
  return (
    <svg
      className="ring"
      width="18"
      height="18"
      data-ending={ending || undefined}
      aria-hidden="true"
    >
      <circle className="ring__all" cx="9" cy="9" r="9" />
      <circle
        className="ring__left"
        cx="9"
        cy="9"
        r={radius}
        fill="none"
        strokeWidth="9"
        strokeDasharray={`${part * round} ${round}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  )
}
