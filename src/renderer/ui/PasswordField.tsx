import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldProps } from './Field'

type Props = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'type' | 'autoComplete'> & {
    autoComplete: 'current-password' | 'new-password'
  }

/** With one way to see what was typed, and therefore no second field to type it into again. */
export function PasswordField({ label, hint, error, aside, under, ...input }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error} aside={aside} under={under}>
      {(control) => (
        <div className="field__box">
          <input
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...control}
            type={shown ? 'text' : 'password'}
            className="field__input"
          />
          <button
            type="button"
            className="field__reveal"
            aria-label={shown ? t('password.hideLabel') : t('password.showLabel')}
            aria-controls={control.id}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('password.hide') : t('password.show')}
          </button>
        </div>
      )}
    </Field>
  )
}
