import { trashDays } from '@contract/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format'
import { Button } from '../../../ui/Button'
import { Note } from '../../../ui/Note'
import { Ask } from '../Ask'
import { useVault } from '../vault-context'
import './in-trash.css'

const keptMs = trashDays * 24 * 60 * 60 * 1000

/** How long it stays, and the two ways out. */
export function InTrash({ trashedAt }: { trashedAt: number }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const format = useFormat()
  const [asked, setAsked] = useState(false)
  return (
    <Note tone="info" title={t('trash.in')}>
      <p>{t('trash.until', { day: format.date(trashedAt + keptMs) })}</p>
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
