import { type ChangeEvent, type ComponentProps, type KeyboardEvent, useRef, useState } from 'react'
import { Field, type FieldProps } from '../../ui/Field'
import { asShown, isLikeCode } from './short-code'
import './paste-field.css'

type Props = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>

/**
 * Takes the short code, a link or a whole mail. A text area, because an input would join the lines
 * that a mail broke the link into; Enter submits all the same.
 */
export function PasteField({ label, hint, error, aside, rows, onChange, ...area }: Props) {
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
