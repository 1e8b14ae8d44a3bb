import type { Imported, ImportPreview } from '@contract/transfer-models'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useEscape } from '../../ui/Journey'
import { Section } from '../../ui/Section'
import { ImportPlan } from './ImportPlan'
import { UnlockFile } from './UnlockFile'

interface Props {
  preview: ImportPreview
  /** An encrypted Latchkey file was opened, and its content is now known. */
  onPreview: (preview: ImportPreview) => void
  onLeave: () => void
  onImported: (imported: Imported) => void
}

/** The content of a chosen file, before any of it is imported. */
export function ImportFile({ preview, onPreview, onLeave, onImported }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const dropped = useRef<string | null>(null)
  useEscape(onLeave)

  // Main can drop the file's content once the person leaves, in whatever way. Deferred, because strict
  // mode unmounts every screen and mounts it again.
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
