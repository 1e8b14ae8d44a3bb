import type { Exported } from '@contract/transfer-models'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { CodeGroups } from '../recovery/CodeGroups'

interface Props {
  made: Exported & { readonly code: string }
  onClose: () => void
}

/** The code of one file, shown once. */
export function ExportCode({ made, onClose }: Props) {
  const { t } = useTranslation('safety')
  return (
    // Escape would take away what is shown once: only the button closes it.
    <Dialog title={t('export.code.title')} onClose={() => undefined}>
      <p className="muted breaks">{t('export.code.what', { file: made.fileName })}</p>
      <CodeGroups code={made.code} label={t('code.groups')} />
      <Actions layout="end">
        <Button autoFocus onClick={onClose}>
          {t('export.code.kept')}
        </Button>
      </Actions>
    </Dialog>
  )
}
