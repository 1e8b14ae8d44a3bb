import { trashDays } from '@contract/limits'
import type { AccountHome } from '@contract/models'
import { ArrowUpDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../i18n/hooks'
import { useLoaded } from '../../../shared/LoadTogether'
import { Button } from '../../../ui/Button'
import { LinkButton } from '../../../ui/LinkButton'
import { Menu } from '../../../ui/Menu'
import { Note } from '../../../ui/Note'
import { Progress } from '../../../ui/Spinner'
import { Ask } from '../shared/Ask'
import { useFocusOn, useVault } from '../shared/vault-context'
import { EntryList } from './EntryList'
import { ListNotices } from './ListNotices'
import { SearchBar } from './SearchBar'
import './list-pane.css'

const sorts = ['title', 'used', 'changed'] as const

interface Props {
  label: string
  home: AccountHome | null
}

/** The search bar, notices, and the list. */
export function ListPane({ label, home }: Props) {
  const { t } = useTranslation(['vault', 'app'])
  const failureText = useFailureText()
  const vault = useVault()
  const { total, failure, query, shown } = useStore(vault.list.store)
  const overview = useStore(vault.overview.store, (model) => model.value)
  const scroller = useRef<HTMLDivElement>(null)
  useFocusOn('list', scroller)
  useLoaded(total !== null || failure !== null)
  const wait = overview?.ready === false

  return (
    <section className="list-pane" aria-label={t('list.label', { view: label })}>
      <SearchBar />
      <div className="list-pane__bar">
        <p className="list-pane__count" role="status">
          {total !== null &&
            total > 0 &&
            (shown?.text ? t('found', { count: total }) : t('count', { count: total }))}
        </p>
        <Menu
          label={t('sort.label')}
          icon={ArrowUpDown}
          items={sorts.map((sort) => ({
            label: t(`sort.${sort}`),
            checked: query.sort === sort,
            onSelect: () => void vault.sortBy(sort),
          }))}
        />
      </div>
      <ListNotices home={home} />
      {query.view === 'trash' && <TrashWords some={(total ?? 0) > 0} />}
      {wait && (
        <div className="list-pane__word">
          <Progress label={t('opening')} />
        </div>
      )}
      {failure !== null && (total === null || failure.code !== 'NOT_SIGNED_IN') && (
        <div className="list-pane__word">
          <Note tone="bad" live="alert">
            {failureText(failure)}
          </Note>
          <Button kind="quiet" small onClick={() => void vault.refresh()}>
            {t('app:tryAgain')}
          </Button>
        </div>
      )}
      {failure === null && total === null && !wait && (
        <div className="list-pane__word">
          <Progress label={t('app:loading')} />
        </div>
      )}
      {total === 0 && !wait && <ListEmpty />}
      {total !== null && (total > 0 || shown?.text) && total > 0 && (
        <EntryList total={total} label={label} scroller={scroller} />
      )}
    </section>
  )
}

/** Says why the list is empty and what to do. */
function ListEmpty() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const shown = useStore(vault.list.store, (model) => model.shown)
  if (shown === null) return null
  const { text, view, tag } = shown

  if (text !== '') {
    return (
      <div className="list-empty">
        <p className="strong breaks">{t('empty.search', { text })}</p>
        <p>{t('empty.searchWhat')}</p>
        <LinkButton onClick={() => void vault.search('').then(() => vault.focus('search'))}>
          {t('search.clear')}
        </LinkButton>
      </div>
    )
  }
  if (tag !== null) {
    return (
      <div className="list-empty">
        <p className="breaks">{t('empty.tag', { tag })}</p>
        <LinkButton onClick={() => void vault.show('all')}>{t('empty.showAll')}</LinkButton>
      </div>
    )
  }
  return (
    <div className="list-empty">
      <p>{t(`empty.${view}`)}</p>
    </div>
  )
}

/** How long the trash keeps entries, and a button to empty it. */
function TrashWords({ some }: { some: boolean }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const [asked, setAsked] = useState(false)
  if (!some) return null
  return (
    <div className="trash-words">
      <p>{t('trash.keeps', { count: trashDays })}</p>
      <LinkButton onClick={() => setAsked(true)}>{t('trash.empty')}</LinkButton>
      {asked && (
        <Ask
          title={t('trash.emptyTitle')}
          what={t('trash.emptyWhat')}
          yes={t('trash.emptyYes')}
          danger
          onYes={() => vault.emptyTrash()}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
