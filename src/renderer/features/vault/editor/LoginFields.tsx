import { maxEntryText, maxUrls } from '@contract/limits'
import { Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Editor } from '../../../stores/vault/editor'
import { TextField } from '../../../ui/Field'
import { IconButton } from '../../../ui/IconButton'
import { LinkButton } from '../../../ui/LinkButton'
import { OtpField, PasswordPart } from './SecretFields'
import './entry-editor.css'

interface Props {
  editor: Editor
  otpError: string | undefined
}

export function LoginFields({ editor, otpError }: Props) {
  const { t } = useTranslation('vault')
  const { username, password, urls, otp } = useStore(editor.store, (model) => model.values)
  return (
    <>
      <TextField
        label={t('field.username')}
        maxLength={maxEntryText}
        autoComplete="off"
        value={username}
        onChange={(event) => editor.set({ username: event.target.value })}
      />
      <PasswordPart
        password={password}
        stored={editor.stored.password}
        onChange={(next) => editor.set({ password: next })}
      />
      <UrlsField urls={urls} onChange={(next) => editor.set({ urls: next })} />
      <OtpField
        secret={otp}
        stored={editor.stored.otp}
        error={otpError}
        onChange={(next) => editor.set({ otp: next })}
      />
    </>
  )
}

interface UrlsFieldProps {
  /** At least one, which may be empty. */
  urls: readonly string[]
  onChange: (urls: readonly string[]) => void
}

/** One address per line; all but the first can be removed. */
function UrlsField({ urls, onChange }: UrlsFieldProps) {
  const { t } = useTranslation('vault')
  const lines = useRef<HTMLDivElement>(null)
  /** The line that gets the focus once it is rendered. */
  const [next, setNext] = useState<number | null>(null)

  useEffect(() => {
    if (next === null) return
    lines.current?.querySelectorAll('input')[next]?.focus()
    setNext(null)
  }, [next])

  const set = (at: number, url: string) =>
    onChange(urls.map((each, index) => (index === at ? url : each)))
  const remove = (at: number) => {
    onChange(urls.filter((_, index) => index !== at))
    setNext(Math.max(0, at - 1))
  }

  return (
    <fieldset className="urls-field">
      <legend>{t('field.urls')}</legend>
      <div ref={lines} className="urls-field__lines">
        {urls.map((url, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its position
          <div key={index} className="field__box">
            <input
              type="text"
              inputMode="url"
              className="field__input"
              aria-label={t('field.urlNumber', { number: index + 1 })}
              placeholder={index === 0 ? t('urlPlaceholder') : undefined}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              maxLength={maxEntryText}
              value={url}
              onChange={(event) => set(index, event.target.value)}
            />
            {urls.length > 1 && (
              <IconButton
                icon={X}
                label={t('field.urlRemove', { number: index + 1 })}
                onClick={() => remove(index)}
              />
            )}
          </div>
        ))}
      </div>
      {urls.length < maxUrls && (
        <LinkButton
          onClick={() => {
            onChange([...urls, ''])
            setNext(urls.length)
          }}
        >
          <Plus size={16} aria-hidden="true" />
          {t('field.urlAdd')}
        </LinkButton>
      )}
    </fieldset>
  )
}
