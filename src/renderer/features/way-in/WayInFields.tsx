import type { Control, FieldErrors, UseFormRegister } from 'react-hook-form'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../ui/PasswordField'
import { Radios } from '../../ui/Radios'
import { CodeField } from '../recovery/CodeField'
import type { WayInValues, Ways } from './way-in'

interface Props {
  control: Control<WayInValues>
  register: UseFormRegister<WayInValues>
  errors: FieldErrors<WayInValues>
  ways: Ways
  /** Which password it is: a person has had several. */
  passwordHint: string
}

/** What opens a vault of before: the password of then, the recovery code, or this computer. */
export function WayInFields({ control, register, errors, ways, passwordHint }: Props) {
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
