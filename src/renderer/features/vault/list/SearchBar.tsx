import { entryKinds } from '@contract/entry-kinds'
import { Dices, Plus, Search, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { IconButton } from '../../../ui/IconButton'
import { Kbd } from '../../../ui/Kbd'
import { Menu } from '../../../ui/Menu'
import { newShortcuts, useKeys } from '../shared/shortcuts'
import { useFocusOn, useVault, useVaultModel } from '../shared/vault-context'
import { listMove } from './EntryList'
import { entryKindIcons, listId, rowId } from './EntryRow'
import './search-bar.css'

/** Searches at each keystroke; the arrow keys move through the results. */
export function SearchBar() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const keys = useKeys()
  const input = useRef<HTMLInputElement>(null)
  const text = useStore(vault.list.store, (model) => model.query.text)
  const some = useStore(vault.list.store, (model) => model.total !== null && model.total > 0)
  const index = useStore(vault.selection.store, (model) => model.index)
  const [first] = useState(() => vault.store.getState().focus.place === 'search')
  const editing = useVaultModel((model) => model.editing !== null)
  useFocusOn('search', input)

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault()
      void vault.search('')
    } else if (event.key === 'Escape') {
      event.preventDefault()
      vault.focus('list')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      vault.enter()
    } else if (event.key.startsWith('Arrow') || event.key.startsWith('Page')) {
      if (listMove(vault, event.key)) event.preventDefault()
    }
  }

  return (
    <div className="search-bar">
      <div className="search-bar__field">
        <Search size={16} aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          className="search-bar__input"
          aria-label={t('search.label')}
          aria-autocomplete="list"
          aria-keyshortcuts={keys('search').aria}
          aria-expanded={some}
          aria-controls={some ? listId : undefined}
          aria-activedescendant={some && index !== null ? rowId(index) : undefined}
          placeholder={t('search.placeholder')}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: the starting point, unless the focus was elsewhere
          autoFocus={first && !editing}
          value={text}
          onChange={(event) => void vault.search(event.target.value)}
          onKeyDown={press}
        />
        {text === '' ? (
          <Kbd keys={keys('search').shown} />
        ) : (
          <IconButton
            icon={X}
            label={t('search.clear')}
            onClick={() => {
              void vault.search('')
              vault.focus('search')
            }}
          />
        )}
      </div>
      <Menu
        label={t('new.label')}
        icon={Plus}
        items={[
          ...entryKinds.map((kind) => ({
            label: t(`new.${kind}`),
            icon: entryKindIcons[kind],
            keys: keys(newShortcuts[kind]).shown,
            onSelect: () => void vault.create(kind),
          })),
          {
            label: t('new.password'),
            icon: Dices,
            keys: keys('generator').shown,
            onSelect: () => vault.showDialog('generator'),
          },
        ]}
      />
    </div>
  )
}
