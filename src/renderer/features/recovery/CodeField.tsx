import type { ChangeEvent, ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldProps } from '../../ui/Field'
import { regroup } from './code-groups'

type Props = FieldProps & Omit<ComponentProps<'input'>, 'id' | 'type' | 'autoComplete'>

/** Takes a recovery code however it is typed, and puts it in groups on the way. */
export function CodeField({ label, hint, error, aside, onChange, ...input }: Props) {
  const { t } = useTranslation('safety')
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.target
    const { inputType } = event.nativeEvent as InputEvent
    // Only where the typing goes on at the end: the caret stays where somebody mends a letter.
    const atEnd = field.selectionStart === field.value.length
    if (atEnd && !inputType?.startsWith('delete')) field.value = regroup(field.value)
    onChange?.(event)
  }
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box">
          <input
            type="text"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="characters"
            placeholder={t('code.placeholder')}
            {...input}
            {...control}
            className="field__input field__input--mono"
            onChange={change}
          />
        </div>
      )}
    </Field>
  )
}
