import type { ImportPreview } from '@contract/transfer-models'
import { KeyRound, StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Block } from '../../ui/Block'
import './import-sample.css'

/** The first few, so that one sees that it is the right file and read rightly. */
export function ImportSample({ preview: { sample, entries } }: { preview: ImportPreview }) {
  const { t } = useTranslation('safety')
  if (sample.length === 0) return null
  return (
    <Block title={t('import.sample', { count: sample.length })}>
      <ul className="import-sample">
        {sample.map(({ id, kind, title, subtitle }) => {
          const Icon = kind === 'login' ? KeyRound : StickyNote
          return (
            <li key={id}>
              <Icon size={16} aria-hidden="true" />
              <span className="import-sample__title">{title || t('import.untitled')}</span>
              <span className="import-sample__more">{subtitle}</span>
            </li>
          )
        })}
      </ul>
      {entries > sample.length && (
        <p className="block__lead">{t('import.more', { count: entries - sample.length })}</p>
      )}
    </Block>
  )
}
