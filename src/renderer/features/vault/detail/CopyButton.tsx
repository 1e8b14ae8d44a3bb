import type { CopyField } from '@contract/channels'
import { useTranslation } from 'react-i18next'
import { useBusy } from '../../../ui/Button'
import { LinkButton } from '../../../ui/LinkButton'
import { useVault } from '../shared/vault-context'

/** Main does the copying: the copied value never reaches the page. */
export function CopyButton({ field, what }: { field: CopyField; what: string }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const { busy, run } = useBusy()
  return (
    <LinkButton
      busy={busy}
      aria-label={t('copyWhat', { what })}
      onClick={() => run(() => vault.copy(field))}
    >
      {t('copy')}
    </LinkButton>
  )
}
