import type { Failure } from '@contract/result'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../ui/PasswordField'
import { DialogForm } from './DialogForm'
import { useAsking } from './use-asking'

type Props = Omit<ComponentProps<typeof DialogForm>, 'asking' | 'children'> & {
  /** Null when it went well. */
  send: (password: string) => Promise<Failure | null>
}

/** Asks the person signed in for the password before something that matters. */
export function PasswordDialog({ send, ...dialog }: Props) {
  const { t } = useTranslation()
  const asking = useAsking({
    defaults: { password: '' },
    at: { WRONG_PASSWORD: 'password' },
    send: ({ password }) => send(password),
  })
  const { register, formState } = asking.form
  return (
    <DialogForm {...dialog} asking={asking}>
      <PasswordField
        label={t('password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('password.missingCurrent') })}
      />
    </DialogForm>
  )
}
