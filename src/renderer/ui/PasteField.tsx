import type { ComponentProps, KeyboardEvent } from 'react'
import { Field, type FieldProps } from './Field'

type Props = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>

/**
 * Takes a link or a whole mail. A text area, because an input would join the lines that a mail
 * broke the link into; Enter submits all the same.
 */
export function PasteField({ label, hint, error, aside, rows = 2, ...area }: Props) {
  const submit = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box">
          <textarea
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            rows={rows}
            {...area}
            {...control}
            className="field__input field__input--mono"
            onKeyDown={submit}
          />
        </div>
      )}
    </Field>
  )
}
