import type { Imported, ImportPreview as Preview } from '@contract/transfer-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../ui/Announcer'
import { Note } from '../../ui/Note'
import { Section } from '../../ui/Section'
import { BackupBlock } from './BackupBlock'
import { ExportBlock } from './ExportBlock'
import { ImportBlock } from './ImportBlock'
import { ImportFile } from './ImportFile'

/** Import, export and backups. */
export function Data() {
  const { t } = useTranslation(['safety', 'app'])
  const announce = useAnnounce()
  const [message, setMessage] = useState<string>()
  const [file, setFile] = useState<Preview | null>(null)
  const say = (text: string) => {
    setMessage(text)
    announce(text)
  }
  const imported = ({ added, duplicates }: Imported) => {
    setFile(null)
    const left = duplicates > 0 ? ` ${t('import.duplicatesLeft', { count: duplicates })}` : ''
    say(t('import.done', { count: added }) + left)
  }

  if (file !== null) {
    return (
      <ImportFile
        preview={file}
        onPreview={setFile}
        onLeave={() => setFile(null)}
        onImported={imported}
      />
    )
  }
  return (
    <Section title={t('app:home.data')} lead={t('data.lead')}>
      {message !== undefined && <Note tone="ok">{message}</Note>}
      <ImportBlock
        onFile={(preview) => {
          setMessage(undefined)
          setFile(preview)
        }}
        onDone={say}
      />
      <ExportBlock onDone={say} />
      <BackupBlock onDone={say} />
    </Section>
  )
}
