import { maxPasteLength } from '@contract/limits'
import { type ChangeEvent, type ComponentProps, type KeyboardEvent, useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import type { ScreenOf } from '../../stores/screens'
import { EmailField, Field, type FieldProps } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { asShown, isCode, isLikeCode } from './short-code'
import './check-mail.css'

interface Props {
  /** The form is not the main purpose of the screen. */
  aside?: boolean
  /** The address that the email went to, if known. */
  email?: string
  /** The link request of an email that replaced an expired one: a typed code belongs to it. */
  renewed?: string
  /** The initial address, if the form has to ask for one. */
  guess?: string
}

/** Takes a code, a link, or the whole email with either, and opens the screen it leads to. */
export function PasteForm({ aside = false, email, renewed, guess = '' }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true
  // A text in which main found a code that this form didn't recognise.
  const [codeIn, setCodeIn] = useState<string>()
  const { form, wait, submit, busy } = useAsking({
    defaults: { text: '', email: guess },
    at: { CODE_WRONG: 'text', LINK_NOT_FOUND: 'text', EMAIL_INVALID: 'email' },
    async send(values) {
      const whose = email ?? (asks(values.text) ? values.email : null)
      const failure = await app.paste(values.text, whose, renewed)
      if (failure?.code !== 'EMAIL_INVALID' || whose !== null) return failure
      setCodeIn(values.text)
      return null
    },
  })
  const { errors } = form.formState
  const text = useWatch({ control: form.control, name: 'text' })

  // A link identifies its account; when signed in, a code is for that account.
  function asks(typed: string): boolean {
    return (
      email === undefined &&
      renewed === undefined &&
      !signedIn &&
      (isCode(typed) || typed === codeIn)
    )
  }

  return (
    <Form
      onSubmit={submit}
      busy={busy}
      error={errors.root?.message}
      layout={aside ? 'inline' : 'full'}
      actions={
        <SubmitButton
          busy={busy}
          busyLabel={t('paste.busy')}
          waitUntil={wait.until}
          wide={!aside}
          kind={aside ? 'quiet' : 'primary'}
        >
          {t('continue')}
        </SubmitButton>
      }
    >
      <PasteField
        label={t('paste.label')}
        error={errors.text?.message}
        rows={aside ? 1 : 2}
        autoFocus={!aside}
        placeholder={t('paste.placeholder')}
        {...form.register('text', {
          validate: {
            missing: (typed) => typed.trim() !== '' || t('paste.missing'),
            long: (typed) => typed.length <= maxPasteLength || t('paste.long'),
          },
        })}
      />
      {asks(text) && (
        <EmailField
          label={t('paste.address')}
          hint={t('paste.addressHint')}
          error={errors.email?.message}
          autoFocus={text === codeIn}
          {...form.register('email', {
            // The rule stays registered without its field.
            validate: (typed, values) =>
              !asks(values.text) || typed.trim() !== '' || t('email.missing'),
          })}
        />
      )}
      {wait.until !== null && <WaitNote until={wait.until} text={t('wait.password')} />}
    </Form>
  )
}

type PasteFieldProps = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>

/**
 * Takes the short code, a link or a whole email. It is a text area because an input would join the lines
 * of a link that the email broke up. Enter still submits.
 */
function PasteField({ label, hint, error, aside, rows, onChange, ...area }: PasteFieldProps) {
  const before = useRef('')
  const [code, setCode] = useState(false)

  const submit = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  const change = (event: ChangeEvent<HTMLTextAreaElement>) => {
    const field = event.target
    const { inputType, isComposing } = event.nativeEvent as InputEvent
    // Only at the end, so that correcting a character in the middle doesn't move the caret.
    const atEnd = field.selectionStart === field.value.length
    if (atEnd && !isComposing && !inputType?.startsWith('delete')) {
      const shown = asShown(before.current, field.value)
      if (shown !== field.value) field.value = shown
    }
    before.current = field.value
    setCode(isLikeCode(field.value))
    onChange?.(event)
  }

  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box paste-field" data-code={code || undefined}>
          <textarea
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            rows={rows}
            {...area}
            {...control}
            className="field__input field__input--mono"
            onChange={change}
            onKeyDown={submit}
          />
        </div>
      )}
    </Field>
  )
}

/** For an email that has already arrived: requested before the app was closed, or a newer one. */
export function PasteLink({ email }: ScreenOf<'paste-link'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <Journey title={t('paste.title')} lead={t('paste.lead')} onBack={() => app.goHome()}>
      <PasteForm guess={email} />
    </Journey>
  )
}
