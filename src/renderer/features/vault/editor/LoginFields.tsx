import { maxEntryText } from '@contract/limits'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Editor } from '../../../stores/vault/editor'
import { TextField } from '../../../ui/TextField'
import { OtpField } from './OtpField'
import { PasswordPart } from './PasswordPart'
import { UrlsField } from './UrlsField'

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
