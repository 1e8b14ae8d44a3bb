import type { VaultOverview } from '@contract/vault-models'
import { Pencil, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton'
import { useVault, useVaultModel } from '../vault-context'
import './drafts.css'

/** Edits that were left, or that a lock or a crash broke off: go on, or discard. */
export function Drafts({ drafts }: { drafts: VaultOverview['drafts'] }) {
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
