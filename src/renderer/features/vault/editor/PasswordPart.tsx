import { maxEntryText } from '@contract/limits'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../ui/LinkButton'
import { PasswordField } from '../../../ui/PasswordField'
import { GeneratorDialog } from '../generator/GeneratorDialog'
import { Kept } from './Kept'
import './password-part.css'

interface Props {
  /** Null: the stored one stays. */
  password: string | null
  stored: boolean
  onChange: (password: string | null) => void
}

/** The stored password stays unseen until another one takes its place. */
export function PasswordPart({ password, stored, onChange }: Props) {
  const { t } = useTranslation('vault')
  const [generating, setGenerating] = useState(false)
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const kept = password === null

  // Asked to change it: one types at once.
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
