import { maxEntryText } from '@contract/limits'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../../ui/Field'
import { LinkButton } from '../../../ui/LinkButton'
import { GeneratorDialog } from '../generator/GeneratorDialog'
import './entry-editor.css'

interface PasswordPartProps {
  /** Null keeps the stored one. */
  password: string | null
  stored: boolean
  onChange: (password: string | null) => void
}

/** The stored password stays hidden until another one replaces it. */
export function PasswordPart({ password, stored, onChange }: PasswordPartProps) {
  const { t } = useTranslation('vault')
  const [generating, setGenerating] = useState(false)
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const kept = password === null

  // After a press of "change", the person can type at once.
  useEffect(() => {
    if (asked && !kept) field.current?.focus()
  }, [asked, kept])

  const generate = (
    <LinkButton onClick={() => setGenerating(true)}>{t('generator.open')}</LinkButton>
  )
  return (
    <>
      {kept ? (
        <Kept
          label={t('field.password')}
          actions={
            <>
              <LinkButton
                aria-label={t('kept.changePassword')}
                onClick={() => {
                  setAsked(true)
                  onChange('')
                }}
              >
                {t('kept.change')}
              </LinkButton>
              {generate}
            </>
          }
        >
          {t('kept.stays')}
        </Kept>
      ) : (
        <PasswordField
          ref={field}
          label={t('field.password')}
          autoComplete="new-password"
          maxLength={maxEntryText}
          value={password}
          onChange={(event) => onChange(event.target.value)}
          aside={generate}
          under={
            stored && (
              <p className="password-part__old">
                {password === '' ? t('kept.emptied') : t('kept.history')}{' '}
                <LinkButton onClick={() => onChange(null)}>{t('kept.keep')}</LinkButton>
              </p>
            )
          }
        />
      )}
      {generating && (
        <GeneratorDialog
          onClose={() => setGenerating(false)}
          onUse={(made) => {
            onChange(made)
            setGenerating(false)
          }}
        />
      )}
    </>
  )
}

interface OtpFieldProps {
  /** Null keeps the stored one. */
  secret: string | null
  stored: boolean
  error: string | undefined
  onChange: (secret: string | null) => void
}

/** The key that a site shows beside its QR code when one-time codes are set up. */
export function OtpField({ secret, stored, error, onChange }: OtpFieldProps) {
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

interface KeptProps {
  label: string
  children: ReactNode
  actions: ReactNode
}

/** Shown instead of a field: a stored secret that stays as it is and isn't shown. */
function Kept({ label, children, actions }: KeptProps) {
  const id = useId()
  return (
    <fieldset className="kept" aria-labelledby={id}>
      <p id={id} className="kept__label">
        {label}
      </p>
      <div className="kept__box">
        <span className="kept__value">{children}</span>
        {actions}
      </div>
    </fieldset>
  )
}
