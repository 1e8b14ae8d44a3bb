import { maxEntryText } from '@contract/limits'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../ui/LinkButton'
import { PasswordField } from '../../../ui/PasswordField'
import { Kept } from './Kept'

interface Props {
  /** Null: the stored one stays. */
  secret: string | null
  stored: boolean
  error: string | undefined
  onChange: (secret: string | null) => void
}

/** What a site shows, beside its square code, when one-time codes are set up. */
export function OtpField({ secret, stored, error, onChange }: Props) {
  const { t } = useTranslation('vault')
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if ((asked && secret === '') || error !== undefined) field.current?.focus()
  }, [asked, secret, error])

  if (secret === null) {
    return (
      <Kept
        label={t('field.otpSecret')}
        actions={
          <LinkButton
            aria-label={t('kept.changeOtp')}
            onClick={() => {
              setAsked(true)
              onChange('')
            }}
          >
            {t('kept.change')}
          </LinkButton>
        }
      >
        {t('kept.otp')}
      </Kept>
    )
  }
  return (
    <PasswordField
      ref={field}
      label={t('field.otpSecret')}
      hint={
        stored ? (
          <>
            {secret === '' && `${t('kept.otpEmptied')} `}
            <LinkButton onClick={() => onChange(null)}>{t('kept.keepOtp')}</LinkButton>
          </>
        ) : (
          t('otpHint')
        )
      }
      error={error}
      autoComplete="new-password"
      maxLength={maxEntryText}
      value={secret}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
