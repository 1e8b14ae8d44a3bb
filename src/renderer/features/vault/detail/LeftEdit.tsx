import type { EntryView } from '@contract/vault-models'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../ui/LinkButton'
import { Note } from '../../../ui/Note'
import { useVault } from '../vault-context'
import './left-edit.css'

/** This entry was being edited when it was left, or when the app locked or ended. */
export function LeftEdit({ id, kind }: Pick<EntryView, 'id' | 'kind'>) {
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
