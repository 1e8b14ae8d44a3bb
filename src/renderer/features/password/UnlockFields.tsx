import type { UnlockMethod } from '@contract/channels'
import { type Control, type FieldErrors, type UseFormRegister, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../shared/RecoveryCode'
import { PasswordField } from '../../ui/Field'
import { Radios } from '../../ui/Radios'

interface Props {
  control: Control<UnlockValues>
  register: UseFormRegister<UnlockValues>
  errors: FieldErrors<UnlockValues>
  ways: Ways
  /** Says which of the person's passwords is meant. */
  passwordHint: string
}

/** The unlock methods of an earlier vault: its password, its recovery code, or this computer. */
export function UnlockFields({ control, register, errors, ways, passwordHint }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const kind = useWatch({ control, name: 'kind' })
  const kinds = (['device', 'password', 'code'] as const).filter(
    (name) => name === 'password' || ways[name],
  )
  return (
    <>
      {kinds.length > 1 && (
        <Radios
          legend={t('wayIn.legend')}
          options={kinds.map((value) => ({
            value,
            label: t(`wayIn.${value}`),
            hint: t(`wayIn.${value}Hint`),
          }))}
          input={register('kind')}
        />
      )}
      {kind === 'password' && (
        <PasswordField
          label={t('wayIn.password')}
          hint={passwordHint}
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: t('app:password.missingCurrent') })}
        />
      )}
      {kind === 'code' && (
        <CodeField
          label={t('code.label')}
          error={errors.code?.message}
          {...register('code', { required: t('code.missing') })}
        />
      )}
    </>
  )
}

/** The unlock methods an earlier vault has. The password is always one of them. */
interface Ways {
  readonly code: boolean
  readonly device: boolean
}

interface UnlockValues {
  kind: UnlockMethod['kind']
  password: string
  code: string
}

/** A method that needs no typing comes first. */
export const unlockDefaults = (ways: Ways): UnlockValues => ({
  kind: ways.device ? 'device' : 'password',
  password: '',
  code: '',
})

export function toUnlockMethod({ kind, password, code }: UnlockValues): UnlockMethod {
  switch (kind) {
    case 'password':
      return { kind, password }
    case 'code':
      return { kind, code }
    case 'device':
      return { kind }
  }
}

/** The fields that show the error of an unlock method that failed. */
export const unlockFields = {
  WAY_IN_WRONG: ({ kind }: UnlockValues) => (kind === 'device' ? 'root' : kind),
  RECOVERY_MISTYPED: 'code',
  RECOVERY_WRONG: 'code',
} as const
