import type { AccountHome } from '@contract/models'
import type { VaultOverview } from '@contract/vault-models'
import { Info, Pencil, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../../i18n/hooks'
import { useLoaded } from '../../../shared/LoadTogether'
import { useServices } from '../../../shared/services'
import type { HomeSection } from '../../../stores/screens'
import { IconButton } from '../../../ui/IconButton'
import { LinkButton } from '../../../ui/LinkButton'
import { Ask } from '../shared/Ask'
import { useVault, useVaultModel } from '../shared/vault-context'
import './list-notices.css'

/** Notices above the list. Usually there are none. */
export function ListNotices({ home }: { home: AccountHome | null }) {
  const { t } = useTranslation('vault')
  const { app } = useServices()
  const vault = useVault()
  const format = useFormat()
  const overview = useStore(vault.overview.store, (model) => model.value)
  const read = useVaultModel((model) => model.read)
  const [asking, setAsking] = useState<'undo' | 'delete' | null>(null)
  // The person may have dealt with these notices in the settings.
  useEffect(() => void vault.overview.load(), [vault])
  useLoaded(overview !== null && home !== null)
  if (overview === null) return null
  const { damaged, unreadable, sealed, undo, drafts, recovery } = overview
  const go = (section: HomeSection) => () => app.go({ name: 'home', section })
  const imported = `import ${undo?.at}`
  const undoable = undo !== null && !read.has(imported)
  // Less urgent notices are shown one at a time, because the list matters most.
  const unconfirmed =
    !undoable && home?.confirmed === false && home.pendingEmail === null && !read.has('unconfirmed')
  const reminder = undoable || unconfirmed ? null : recovery

  return (
    <div className="notices">
      <Drafts drafts={drafts} />
      {home?.altered === true && (
        <Notice tone="warn" text={t('altered')} action={t('alteredSee')} onAction={go('account')} />
      )}
      {undoable && (
        <Notice
          tone="info"
          text={t('import.done', { count: undo.count, when: format.moment(undo.at) })}
          action={t('import.undo')}
          onAction={() => setAsking('undo')}
          onDismiss={() => vault.markRead(imported)}
        />
      )}
      {sealed > 0 && (
        <Notice
          tone="warn"
          text={t('sealed', { count: sealed })}
          action={t('sealedOpen')}
          onAction={go('security')}
        />
      )}
      {damaged > 0 && (
        <Notice
          tone="warn"
          text={t('damaged', { count: damaged })}
          action={t('damagedSee')}
          onAction={go('data')}
          other={
            unreadable === 0
              ? undefined
              : { text: t('damagedDelete'), onAction: () => setAsking('delete') }
          }
        />
      )}
      {reminder !== null && (
        <Notice
          tone="info"
          text={t(`code.${reminder}`)}
          action={t(`code.${reminder}Do`)}
          onAction={go('security')}
          onDismiss={() => void vault.remindLater()}
        />
      )}
      {unconfirmed && (
        <Notice
          tone="info"
          text={t('unconfirmed')}
          action={t('unconfirmedDo')}
          onAction={go('account')}
          onDismiss={() => vault.markRead('unconfirmed')}
        />
      )}
      {asking === 'delete' && (
        <Ask
          title={t('damagedDeleteTitle', { count: unreadable })}
          what={t('damagedDeleteWhat')}
          yes={t('damagedDeleteYes')}
          danger
          onYes={() => vault.deleteDamaged()}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'undo' && undo !== null && (
        <Ask
          title={t('import.undoTitle', { count: undo.count })}
          what={t('import.undoWhat')}
          yes={t('import.undoYes')}
          onYes={() => vault.undoImport()}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

interface Props {
  tone: 'info' | 'warn'
  text: string
  action: string
  onAction: () => void
  /** A second action. */
  other?: { readonly text: string; readonly onAction: () => void } | undefined
  onDismiss?: () => void
}

/** One sentence and its action. */
function Notice({ tone, text, action, onAction, other, onDismiss }: Props) {
  const { t } = useTranslation('vault')
  const Icon = tone === 'warn' ? TriangleAlert : Info
  return (
    <div className="notice" data-tone={tone}>
      <Icon size={16} aria-hidden="true" />
      <div className="notice__body">
        <p>{text}</p>
        <div className="notice__actions">
          <LinkButton onClick={onAction}>{action}</LinkButton>
          {other && (
            <LinkButton quiet onClick={other.onAction}>
              {other.text}
            </LinkButton>
          )}
        </div>
      </div>
      {onDismiss && <IconButton icon={X} label={t('dismiss')} onClick={onDismiss} />}
    </div>
  )
}

/** Drafts that were left, or interrupted by a lock or a crash: continue or discard them. */
function Drafts({ drafts }: { drafts: VaultOverview['drafts'] }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const editing = useVaultModel((model) => model.editing)
  const left = drafts.filter(
    ({ entry, kind }) => entry !== editing?.id || (entry === null && kind !== editing.kind),
  )
  if (left.length === 0) return null

  return (
    <section className="drafts" aria-label={t('draft.label')}>
      <h2>{t('draft.label')}</h2>
      <ul>
        {left.map(({ entry, kind, title }) => {
          const name = title || t('draft.untitled')
          return (
            <li key={entry ?? kind} className="drafts__draft">
              <button
                type="button"
                className="drafts__go"
                aria-label={t('draft.goOn', { title: name })}
                onClick={() => void (entry === null ? vault.create(kind) : vault.edit(entry))}
              >
                <Pencil size={14} aria-hidden="true" />
                <span className="drafts__title">{name}</span>
              </button>
              <IconButton
                icon={X}
                label={t('draft.discardOf', { title: name })}
                onClick={() => void vault.discardDraft({ entry, kind })}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
