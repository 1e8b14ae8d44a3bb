import type { AccountHome } from '@contract/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useArrival } from '../../../app/arrival'
import { useServices } from '../../../app/services'
import { useFormat } from '../../../i18n/use-format'
import type { HomeSection } from '../../../stores/screens'
import { Ask } from '../Ask'
import { useVault, useVaultModel } from '../vault-context'
import { Drafts } from './Drafts'
import { Notice } from './Notice'
import './notices.css'

/** What there is to say before the list: nothing, mostly. */
export function Notices({ home }: { home: AccountHome | null }) {
  const { t } = useTranslation('vault')
  const { app } = useServices()
  const vault = useVault()
  const format = useFormat()
  const overview = useStore(vault.overview.store, (model) => model.value)
  const read = useVaultModel((model) => model.read)
  const [asking, setAsking] = useState<'undo' | 'delete' | null>(null)
  // In the settings, something may have been done about what is said here.
  useEffect(() => void vault.overview.load(), [vault])
  useArrival(overview !== null && home !== null)
  if (overview === null) return null
  const { damaged, unreadable, sealed, undo, drafts, recovery } = overview
  const go = (section: HomeSection) => () => app.go({ name: 'home', section })
  const imported = `import ${undo?.at}`
  const undoable = undo !== null && !read.has(imported)
  // One at a time of those that can wait: the list is what one came for.
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
