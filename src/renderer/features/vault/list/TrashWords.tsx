import { trashDays } from '@contract/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../ui/LinkButton'
import { Ask } from '../Ask'
import { useVault } from '../vault-context'
import './trash-words.css'

/** How long the trash keeps what is in it, and the way to empty it. */
export function TrashWords({ some }: { some: boolean }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const [asked, setAsked] = useState(false)
  if (!some) return null
  return (
    <div className="trash-words">
      <p>{t('trash.keeps', { count: trashDays })}</p>
      <LinkButton onClick={() => setAsked(true)}>{t('trash.empty')}</LinkButton>
      {asked && (
        <Ask
          title={t('trash.emptyTitle')}
          what={t('trash.emptyWhat')}
          yes={t('trash.emptyYes')}
          danger
          onYes={() => vault.emptyTrash()}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
