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
  /** Where the form is not what the screen is for. */
  aside?: boolean
  /** Where the mail went, if that is known. */
  email?: string
  /** The mail that was sent in place of an older one, whose code it would be. */
  renewed?: string
  /** What to begin with where the address has to be asked for. */
  guess?: string
}

/** Takes a code, a link, or the whole mail either came in, and goes where it leads. */
export function PasteForm({ aside = false, email, renewed, guess = '' }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true
  // Main found a code in something that does not look like one from here.
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

  // A link knows whose it is, and signed in it is one's own code.
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
            // The rule outlives its field.
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
 * Takes the short code, a link or a whole mail. A text area, because an input would join the lines
 * that a mail broke the link into; Enter submits all the same.
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
    // Only where the typing goes on at the end: the caret stays where somebody mends a letter.
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

/** For a mail that is already there: asked for before the app was closed, or a newer one. */
export function PasteLink({ email }: ScreenOf<'paste-link'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <Journey title={t('paste.title')} lead={t('paste.lead')} onBack={() => app.goHome()}>
      <PasteForm guess={email} />
    </Journey>
  )
}
