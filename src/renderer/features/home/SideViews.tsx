import type { EntryQuery } from '@contract/channels'
import { entryKinds, kindViews } from '@contract/entry-kinds'
import { List, type LucideIcon, Star, Tag, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { entryKindIcons } from '../../shared/entry-kind-icons'
import { useVault } from '../vault/shared/vault-context'
import { SideItem } from './SideItem'
import './side.css'

const views: readonly { name: EntryQuery['view']; icon: LucideIcon }[] = [
  { name: 'all', icon: List },
  { name: 'favourites', icon: Star },
  ...entryKinds.map((kind) => ({ name: kindViews[kind], icon: entryKindIcons[kind] })),
  { name: 'trash', icon: Trash2 },
]

/** The vault's views with their number of entries, and the tags below. */
export function SideViews() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const overview = useStore(vault.overview.store, (model) => model.value)
  const query = useStore(vault.list.store, (model) => model.query)

  const show = (view: EntryQuery['view'], tag: string | null = null) => void vault.show(view, tag)
  const count = (number: number | undefined) =>
    number !== undefined && (
      <span className="side-views__count">
        {t('side.number', { number })}
        <span className="unseen"> {t('side.entries', { count: number })}</span>
      </span>
    )

  return (
    <>
      <ul className="side-views">
        {views.map(({ name, icon }) => (
          <li key={name}>
            <SideItem
              icon={icon}
              current={query.tag === null && query.view === name}
              end={count(overview?.counts[name])}
              onClick={() => show(name)}
            >
              {t(`view.${name}`)}
            </SideItem>
          </li>
        ))}
      </ul>
      {overview !== null && overview.tags.length > 0 && (
        <section className="side-views__tags" aria-labelledby="side-tags">
          <h2 id="side-tags">{t('field.tags')}</h2>
          <ul>
            {overview.tags.map((tag) => (
              <li key={tag.name}>
                <SideItem
                  icon={Tag}
                  title={tag.name}
                  current={query.tag === tag.name}
                  end={count(tag.count)}
                  onClick={() => show('all', tag.name)}
                >
                  {tag.name}
                </SideItem>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
