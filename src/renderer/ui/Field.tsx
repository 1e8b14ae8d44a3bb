import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './field.css'

export interface FieldProps {
  label: string
  /** Shown below the field. */
  hint?: ReactNode
  error?: string | undefined
  /** At the right end of the label's line. */
  aside?: ReactNode
  /** Directly below the control, before the error. */
  under?: ReactNode
}

interface Wiring {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

interface Props extends FieldProps {
  children: (control: Wiring) => ReactNode
}

/** Label, control, hint and error, linked for screen readers. */
export function Field({ label, hint, error, aside, under, children }: Props) {
  const id = useId()
  const wrong = error !== undefined && error !== ''
  const described = [wrong && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': wrong || undefined,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {/* Shown beside the label but reached after the control, so that Tab goes from field to field. */}
      {aside !== undefined && <div className="field__aside">{aside}</div>}
      {under}
      {/* Always rendered: not every screen reader reads an alert that is added together with its text. */}
      <p id={`${id}-error`} className="field__error" role="alert">
        {wrong && (
          <>
            <CircleAlert size={16} aria-hidden="true" />
            <span>{error}</span>
          </>
        )}
      </p>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="field__hint">
          {hint}
        </div>
      )}
    </div>
  )
}

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>

export function TextField({ label, hint, error, aside, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box">
          <input
            type="text"
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...control}
            className="field__input"
          />
        </div>
      )}
    </Field>
  )
}

/** `type="text"`, because Chromium would trim the value and turn a host name into punycode. */
export function EmailField(props: ComponentProps<typeof TextField>) {
  return <TextField inputMode="email" autoComplete="username" {...props} />
}

type PasswordFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'type' | 'autoComplete'> & {
    autoComplete: 'current-password' | 'new-password'
  }

/** The typed password can be shown, so there is no second field to repeat it. */
export function PasswordField({ label, hint, error, aside, under, ...input }: PasswordFieldProps) {
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

type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>

/** A field with several lines that grows with its content. */
export function TextArea({ label, hint, error, aside, rows = 4, ...area }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box text-area">
          <textarea
            spellCheck={false}
            rows={rows}
            {...area}
            {...control}
            className="field__input"
          />
        </div>
      )}
    </Field>
  )
}
