import { asBase32, withoutSpaces } from '@contract/base32'
import type { ChangeEvent, ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldProps } from '../ui/Field'
import './recovery-code.css'

type Props = FieldProps & Omit<ComponentProps<'input'>, 'id' | 'type' | 'autoComplete'>

/** Accepts a recovery code in any spelling and groups it during typing. */
export function CodeField({ label, hint, error, aside, onChange, ...input }: Props) {
  const { t } = useTranslation('safety')
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.target
    const { inputType } = event.nativeEvent as InputEvent
    // Only at the end, so that correcting a character in the middle doesn't move the caret.
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

/** A code to be copied by hand, in groups that are visibly numbered. */
export function CodeGroups({ code, label }: { code: string; label: string }) {
  return (
    <ol className="code-groups" aria-label={label}>
      {groupsOf(code).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be equal
        <li key={index}>{group}</li>
      ))}
    </ol>
  )
}

/** The groups of a code as it is printed: `0123-4567-…`. */
export const groupsOf = (code: string): readonly string[] => code.split('-')

/** Whether this group was typed, regardless of case and spacing. */
export const sameGroup = (typed: string, group: string): boolean =>
  asBase32(typed) === asBase32(group)

const groupLength = 4

/** The typed text in groups; typed hyphens and added ones are treated alike. */
export function regroup(typed: string): string {
  return (
    withoutSpaces(typed)
      .match(new RegExp(`.{1,${groupLength}}`, 'gu'))
      ?.join('-') ?? ''
  )
}

/**
 * Two groups to ask for, counted from 0: the last, which proves that the code was copied completely, and
 * one of the others, which can't be typed from habit.
 * @param random from 0 up to, but not including, 1
 */
export function groupsToAsk(count: number, random: number): readonly [number, number] {
  return [Math.floor(random * (count - 1)), count - 1]
}
