import type { EntryView } from '@contract/vault-models'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../../i18n/use-format'
import { useVault } from '../vault-context'
import { EntryHead } from './EntryHead'
import { EntryTags } from './EntryTags'
import { InTrash } from './InTrash'
import { LeftEdit } from './LeftEdit'
import { LoginRows } from './LoginRows'
import { NotesCard } from './NotesCard'
import { PasswordHistory } from './PasswordHistory'
import './entry-detail.css'

interface Props {
  entry: EntryView
  heading: RefObject<HTMLHeadingElement | null>
}

export function EntryDetail({ entry, heading }: Props) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const format = useFormat()
  const drafts = useStore(vault.overview.store, (model) => model.value?.drafts)
  const left = drafts?.some((draft) => draft.entry === entry.id) === true

  return (
    <article className="entry-detail">
      <EntryHead entry={entry} heading={heading} />
      {entry.trashedAt !== null && <InTrash trashedAt={entry.trashedAt} />}
      {left && entry.trashedAt === null && <LeftEdit id={entry.id} kind={entry.kind} />}
      {entry.kind === 'login' && <LoginRows entry={entry} />}
      {entry.notes !== '' && <NotesCard notes={entry.notes} />}
      {entry.tags.length > 0 && <EntryTags tags={entry.tags} />}
      {entry.kind === 'login' && <PasswordHistory entry={entry} />}
      <p className="entry-detail__foot">{t('when.made', { day: format.date(entry.createdAt) })}</p>
    </article>
  )
}
