import { maxPasteLength } from '@contract/limits'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { EmailField } from '../../ui/EmailField'
import { Form } from '../../ui/Form'
import { SubmitButton } from '../../ui/SubmitButton'
import { WaitNote } from '../../ui/WaitNote'
import { useAsking } from '../password/use-asking'
import { PasteField } from './PasteField'
import { isCode } from './short-code'

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
