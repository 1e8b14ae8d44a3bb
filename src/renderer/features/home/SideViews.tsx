import type { EntryQuery } from '@contract/channels'
import { entryKinds, kindViews } from '@contract/entry-kinds'
import { List, type LucideIcon, Star, Tag, Trash2 } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Spinner, useSlow } from '../../ui/Spinner'
import { entryKindIcons } from '../vault/list/EntryRow'
import { useVault } from '../vault/shared/vault-context'
import './side.css'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'type'> & {
  icon: LucideIcon
  /** Whether it is the one being shown. */
  current?: boolean
  busy?: boolean
  /** Shown at the right end: a number or a shortcut. */
  end?: ReactNode
}

export function SideItem({
  icon: Icon,
  current = false,
  busy = false,
  end,
  onClick,
  children,
  ...rest
}: Props) {
  const slow = useSlow(busy)
  return (
    <button
      {...rest}
      type="button"
      className="side-item"
      aria-current={current ? 'page' : undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {slow ? <Spinner /> : <Icon size={16} aria-hidden="true" />}
      <span className="side-item__name">{children}</span>
      {end}
    </button>
  )
}

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
