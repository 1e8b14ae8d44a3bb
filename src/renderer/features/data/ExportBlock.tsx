import type { Exported } from '@contract/transfer-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeGroups } from '../../shared/RecoveryCode'
import { Actions, Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Block, Row, Rows } from '../../ui/Section'
import { ExportEncrypted } from './ExportEncrypted'
import { ExportPlain } from './ExportPlain'

/** Two kinds of export: a file that only its password or code opens, and one that anyone can read. */
export function ExportBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const [open, setOpen] = useState<'encrypted' | 'plain' | null>(null)
  const [coded, setCoded] = useState<Exported & { readonly code: string }>()
  const close = () => setOpen(null)

  const finish = (made: Exported) => {
    const done = t('export.done', { count: made.entries, file: made.fileName })
    const left = made.damaged > 0 ? ` ${t('export.damaged', { count: made.damaged })}` : ''
    onDone(done + left)
    if (made.code !== null) setCoded({ ...made, code: made.code })
  }
  const exported = (made: Exported | null) => {
    // Null: no place was chosen, and the dialog stays open.
    if (made === null) return
    close()
    finish(made)
  }

  return (
    <Block title={t('export.title')} lead={t('export.lead')}>
      <Rows>
        <Row
          label={t('export.encrypted.name')}
          action={
            <Button kind="quiet" small onClick={() => setOpen('encrypted')}>
              {t('export.encrypted.open')}
            </Button>
          }
        >
          {t('export.encrypted.what')}
        </Row>
        <Row
          label={t('export.plain.name')}
          action={
            <Button kind="quiet" small onClick={() => setOpen('plain')}>
              {t('export.plain.open')}
            </Button>
          }
        >
          {t('export.plain.what')}
        </Row>
      </Rows>
      {open === 'encrypted' && <ExportEncrypted onClose={close} onExported={exported} />}
      {open === 'plain' && <ExportPlain onClose={close} onExported={exported} />}
      {coded !== undefined && <ExportCode made={coded} onClose={() => setCoded(undefined)} />}
    </Block>
  )
}

interface Props {
  made: Exported & { readonly code: string }
  onClose: () => void
}

/** The code of one file, shown once. */
function ExportCode({ made, onClose }: Props) {
  const { t } = useTranslation('safety')
  return (
    // Only the button closes it: Escape would lose a code that is shown only once.
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
