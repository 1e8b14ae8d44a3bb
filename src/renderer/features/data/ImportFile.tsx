import type { Imported, ImportPreview } from '@contract/transfer-models'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { Section } from '../../ui/Section'
import { useEscape } from '../../ui/use-escape'
import { ImportPlan } from './ImportPlan'
import { UnlockFile } from './UnlockFile'

interface Props {
  preview: ImportPreview
  /** A file of ours was opened: now it is known what is in it. */
  onPreview: (preview: ImportPreview) => void
  onLeave: () => void
  onImported: (imported: Imported) => void
}

/** A file that was chosen: what is in it, before anything of it comes in. */
export function ImportFile({ preview, onPreview, onLeave, onImported }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const dropped = useRef<string | null>(null)
  useEscape(onLeave)

  // Left by whichever way: main need not keep what it has read. Not at once, because strict mode
  // takes every screen away and puts it back.
  useEffect(() => {
    dropped.current = null
    return () => {
      dropped.current = preview.ref
      queueMicrotask(() => {
        if (dropped.current === preview.ref) void api.importDrop({ ref: preview.ref })
      })
    }
  }, [api, preview.ref])

  return (
    <Section
      key={preview.locked === null ? 'plan' : 'locked'}
      title={t('import.fileTitle')}
      lead={
        <>
          <span className="breaks">{preview.fileName}</span> ·{' '}
          {t(`import.format.${preview.format}`)}
        </>
      }
    >
      {preview.locked === null ? (
        <ImportPlan preview={preview} onLeave={onLeave} onImported={onImported} />
      ) : (
        <UnlockFile
          fileRef={preview.ref}
          locked={preview.locked}
          onPreview={onPreview}
          onLeave={onLeave}
        />
      )}
    </Section>
  )
}
