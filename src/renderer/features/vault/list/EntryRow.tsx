import type { EntryKind } from '@contract/entry-kinds'
import type { EntrySummary } from '@contract/vault-models'
import { FileText, KeyRound, type LucideIcon, Star } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import './entry-list.css'

interface Props {
  index: number
  total: number
  /** Undefined while it is loading. */
  entry: EntrySummary | undefined
  selected: boolean
  /** From the top of the list, in px. */
  top: number
  onPick: (index: number) => void
}

/** In px, whatever the row contains. */
export const rowHeight = 56

export const EntryRow = memo(function EntryRow(props: Props) {
  const { index, total, entry, selected, top, onPick } = props
  const { t } = useTranslation('vault')
  const title = entry === undefined ? '' : entry.title || t('untitled')
  const Icon = entryKindIcons[entry?.kind ?? 'login']
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names this one
    <div
      id={rowId(index)}
      className="entry-row"
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onPick(index)}
    >
      {entry === undefined ? (
        <>
          <span className="entry-row__mark" />
          <span className="entry-row__wait">
            <span className="unseen">{t('list.loading')}</span>
          </span>
        </>
      ) : (
        <>
          <span className="entry-row__mark" aria-hidden="true">
            {entry.kind === 'login' ? initial(title) : <Icon size={16} />}
          </span>
          <span className="entry-row__text">
            <span className="entry-row__title">{title}</span>
            <span className="entry-row__subtitle">{entry.subtitle || t(`kind.${entry.kind}`)}</span>
          </span>
          {entry.favourite && (
            <span className="entry-row__star">
              <Star size={14} aria-hidden="true" />
              <span className="unseen">{t('favourite')}</span>
            </span>
          )}
        </>
      )}
    </div>
  )
})

/** There is only one list on the screen at a time; these ids find its parts. */
export const listId = 'entries'
export const rowId = (index: number) => `entry-${index}`

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first character of the title. A composed emoji counts as one. */
export function initial(title: string): string {
  const [first] = segmenter.segment(title.trim())
  return first?.segment.toLocaleUpperCase() ?? ''
}

export const entryKindIcons: Record<EntryKind, LucideIcon> = { login: KeyRound, note: FileText }
