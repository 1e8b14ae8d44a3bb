import type { ImportIssue, ImportPreview } from '@contract/transfer-models'
import { useTranslation } from 'react-i18next'
import { Block } from '../../ui/Block'
import { Tag } from '../../ui/Tag'
import './import-issues.css'

/** What will not come over as it was, by row and column, as a spreadsheet counts them. */
export function ImportIssues({ preview: { issues, moreIssues } }: { preview: ImportPreview }) {
  const { t } = useTranslation('safety')
  if (issues.length === 0) return null
  return (
    <Block title={t('import.issues')} lead={t('import.issuesLead')}>
      <ul className="import-issues">
        {issues.map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report that never changes
          <li key={index}>
            <span className="import-issues__where">
              <Where issue={issue} />
            </span>
            <span>{t(`import.issue.${issue.code}`)}</span>
            {issue.rowLeftOut && <Tag tone="warn">{t('import.leftOut')}</Tag>}
          </li>
        ))}
      </ul>
      {moreIssues > 0 && (
        <p className="block__lead">{t('import.moreIssues', { count: moreIssues })}</p>
      )}
    </Block>
  )
}

function Where({ issue: { row, column } }: { issue: ImportIssue }) {
  const { t } = useTranslation('safety')
  if (row === null) return column === null ? t('import.wholeFile') : t('import.column', { column })
  return column === null ? t('import.row', { row }) : t('import.cell', { row, column })
}
