import type { AccountHome } from '@contract/models'
import { ArrowUpDown } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useArrival } from '../../../app/arrival'
import { useFailureText } from '../../../app/use-failure'
import { Button } from '../../../ui/Button'
import { Menu } from '../../../ui/Menu'
import { Note } from '../../../ui/Note'
import { Progress } from '../../../ui/Progress'
import { useFocusOn, useVault } from '../vault-context'
import { EntryList } from './EntryList'
import { ListEmpty } from './ListEmpty'
import { Notices } from './Notices'
import { SearchBar } from './SearchBar'
import { TrashWords } from './TrashWords'
import './list-pane.css'

const sorts = ['title', 'used', 'changed'] as const

interface Props {
  label: string
  home: AccountHome | null
}

/** Search, what there is to say, and the list. */
export function ListPane({ label, home }: Props) {
  const { t } = useTranslation(['vault', 'app'])
  const failureText = useFailureText()
  const vault = useVault()
  const { total, failure, query, shown } = useStore(vault.list.store)
  const overview = useStore(vault.overview.store, (model) => model.value)
  const scroller = useRef<HTMLDivElement>(null)
  useFocusOn('list', scroller)
  useArrival(total !== null || failure !== null)
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
      <Notices home={home} />
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
