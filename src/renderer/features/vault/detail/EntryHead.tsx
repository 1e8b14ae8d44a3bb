import { dayMs } from '@contract/limits'
import type { EntryView } from '@contract/vault-models'
import { ArrowLeft, Ellipsis, Star, Trash2 } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Format } from '../../../i18n/format'
import { useFormat } from '../../../i18n/hooks'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { LinkButton } from '../../../ui/LinkButton'
import { Menu } from '../../../ui/Menu'
import { useNow } from '../../../ui/use-now'
import { useKeys } from '../shared/shortcuts'
import { useVault } from '../shared/vault-context'
import './entry-head.css'

/** Longer titles are shown smaller and cut off after some lines; the editor shows all of them. */
const longTitle = 80

interface Props {
  entry: EntryView
  /** Gets the focus when the person moves from the list to the entry. */
  heading: RefObject<HTMLHeadingElement | null>
}

/** The title, when the entry was changed and used, and the actions for the whole entry. */
export function EntryHead({ entry, heading }: Props) {
  const { t } = useTranslation(['vault', 'app'])
  const vault = useVault()
  const keys = useKeys()
  const format = useFormat()
  const now = useNow(60_000)
  const { favourite, usedAt, changedAt, trashedAt } = entry
  const title = entry.title || t('untitled')
  const long = title.length > longTitle
  const day = (at: number) => dayOf(at, now, format)

  return (
    <header className="entry-head">
      <div className="entry-head__back">
        <LinkButton quiet onClick={() => vault.back()}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t('app:back')}
        </LinkButton>
      </div>
      <div className="entry-head__words">
        <h2
          ref={heading}
          tabIndex={-1}
          className="breaks"
          title={long ? title : undefined}
          data-long={long || undefined}
        >
          {title}
        </h2>
        <p className="entry-head__when">
          {t('when.changed', { day: day(changedAt) })}
          {usedAt !== null && ` · ${t('when.used', { day: day(usedAt) })}`}
        </p>
      </div>
      {trashedAt === null && (
        <div className="entry-head__actions">
          <IconButton
            icon={Star}
            label={favourite ? t('unfavour') : t('favour')}
            lit={favourite}
            aria-pressed={favourite}
            aria-keyshortcuts={keys('favourite').aria}
            onClick={() => void vault.toggleFavourite()}
          />
          <Menu
            label={t('more')}
            icon={Ellipsis}
            items={[
              {
                label: t('toTrash'),
                icon: Trash2,
                keys: keys('trash').shown,
                onSelect: () => void vault.trash(),
              },
            ]}
          />
          <Button
            kind="quiet"
            aria-keyshortcuts={keys('edit').aria}
            onClick={() => void vault.editChosen()}
          >
            {t('edit')}
          </Button>
        </div>
      )}
    </header>
  )
}

const weekMs = 7 * dayMs

/** `2 hours ago`, `yesterday`, `3 days ago`; the date after a week. */
export function dayOf(at: number, now: number, format: Format): string {
  return now - at < weekMs ? format.ago(at, now) : format.date(at)
}
