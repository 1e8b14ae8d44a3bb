import { maxTagLength, maxTags } from '@contract/limits'
import { X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useAnnounce } from '../../../ui/Announcer'
import { Field } from '../../../ui/Field'
import { useVault } from '../shared/vault-context'
import './entry-editor.css'

interface Props {
  tags: readonly string[]
  onChange: (tags: readonly string[]) => void
}

/** Enter or a comma turns the typed text into a tag; tags of other entries are suggested. */
export function TagsField({ tags, onChange }: Props) {
  const { t } = useTranslation('vault')
  const announce = useAnnounce()
  const vault = useVault()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const known = useStore(vault.overview.store, (model) => model.value?.tags)
  const suggestions = (known ?? []).map(({ name }) => name).filter((name) => !tags.includes(name))

  const add = (text: string) => {
    const next = withTags(tags, text)
    setTyped('')
    if (next.length > tags.length) onChange(next)
  }
  const remove = (tag: string) => {
    onChange(tags.filter((each) => each !== tag))
    announce(t('field.tagRemoved', { tag }))
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault()
      add(typed)
    } else if (event.key === 'Backspace' && typed === '') {
      const last = tags.at(-1)
      if (last !== undefined) remove(last)
    }
  }
  const input = (event: FormEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget
    const chosen = (event.nativeEvent as InputEvent).inputType === 'insertReplacementText'
    if (value.includes(',') || (chosen && suggestions.includes(value))) add(value)
    else setTyped(value)
  }

  return (
    <Field label={t('field.tags')} hint={t('field.tagsHint')}>
      {(control) => (
        <div className="field__box tags-field">
          {tags.map((tag) => (
            <span key={tag} className="tags-field__tag">
              <span className="tags-field__name">{tag}</span>
              <button
                type="button"
                aria-label={t('field.tagRemove', { tag })}
                onClick={() => remove(tag)}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </span>
          ))}
          {tags.length < maxTags && (
            <input
              {...control}
              type="text"
              className="field__input"
              list={listId}
              spellCheck={false}
              autoComplete="off"
              maxLength={maxTagLength}
              value={typed}
              onInput={input}
              onChange={() => undefined}
              onKeyDown={press}
              onBlur={() => add(typed)}
            />
          )}
          <datalist id={listId}>
            {suggestions.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
      )}
    </Field>
  )
}

/** Adds the typed text, split at commas. Case doesn't matter: the same word is one tag. */
export function withTags(tags: readonly string[], typed: string): readonly string[] {
  const next = [...tags]
  for (const part of typed.split(',')) {
    const tag = part.trim().replace(/\s+/g, ' ').slice(0, maxTagLength)
    const known = next.some((each) => each.toLocaleLowerCase() === tag.toLocaleLowerCase())
    if (tag !== '' && !known && next.length < maxTags) next.push(tag)
  }
  return next
}
