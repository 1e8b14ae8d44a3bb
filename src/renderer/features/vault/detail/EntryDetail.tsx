import { byKind } from '@contract/entry-kinds'
import { trashMs } from '@contract/limits'
import type { EntryView } from '@contract/vault-models'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../../i18n/hooks'
import { Button } from '../../../ui/Button'
import { LinkButton } from '../../../ui/LinkButton'
import { Note } from '../../../ui/Note'
import { Row, Rows } from '../../../ui/Section'
import { Ask } from '../shared/Ask'
import { useVault } from '../shared/vault-context'
import { EntryHead } from './EntryHead'
import { LoginRows, PasswordHistory } from './LoginRows'
import { CopyButton } from './Secret'
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
      {byKind(entry, { login: (login) => <LoginRows entry={login} />, note: () => null })}
      {entry.notes !== '' && <NotesCard notes={entry.notes} />}
      {entry.tags.length > 0 && <EntryTags tags={entry.tags} />}
      {byKind(entry, { login: (login) => <PasswordHistory entry={login} />, note: () => null })}
      <p className="entry-detail__foot">{t('when.made', { day: format.date(entry.createdAt) })}</p>
    </article>
  )
}

/** Each tag leads to the other entries that have it. */
function EntryTags({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  return (
    <ul className="entry-tags" aria-label={t('field.tags')}>
      {tags.map((tag) => (
        <li key={tag}>
          <button
            type="button"
            className="entry-tags__tag"
            title={t('tagShow', { tag })}
            onClick={() => void vault.show('all', tag)}
          >
            {tag}
          </button>
        </li>
      ))}
    </ul>
  )
}

function NotesCard({ notes }: { notes: string }) {
  const { t } = useTranslation('vault')
  return (
    <Rows>
      <Row
        label={t('field.notes')}
        action={<CopyButton field={{ kind: 'notes' }} what={t('field.notes')} />}
      >
        <span className="notes-card">{notes}</span>
      </Row>
    </Rows>
  )
}

/** How long the entry stays, with buttons to restore or delete it. */
function InTrash({ trashedAt }: { trashedAt: number }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const format = useFormat()
  const [asked, setAsked] = useState(false)
  return (
    <Note tone="info" title={t('trash.in')}>
      <p>{t('trash.until', { day: format.date(trashedAt + trashMs) })}</p>
      <div className="in-trash">
        <Button small onClick={() => void vault.restore()}>
          {t('trash.restore')}
        </Button>
        <Button small kind="quiet" onClick={() => setAsked(true)}>
          {t('trash.delete')}
        </Button>
      </div>
      {asked && (
        <Ask
          title={t('trash.deleteTitle')}
          what={t('trash.deleteWhat')}
          yes={t('trash.deleteYes')}
          danger
          onYes={() => vault.remove()}
          onClose={() => setAsked(false)}
        />
      )}
    </Note>
  )
}

/** The entry was being edited when it was left, or when the app locked or ended. */
function LeftEdit({ id, kind }: Pick<EntryView, 'id' | 'kind'>) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  return (
    <Note tone="warn" title={t('draft.title')}>
      <p>{t('draft.what')}</p>
      <div className="left-edit">
        <LinkButton onClick={() => void vault.edit(id)}>{t('draft.go')}</LinkButton>
        <LinkButton quiet onClick={() => void vault.discardDraft({ entry: id, kind })}>
          {t('draft.discard')}
        </LinkButton>
      </div>
    </Note>
  )
}
