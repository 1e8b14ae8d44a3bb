import { useTranslation } from 'react-i18next'
import { Row, Rows } from '../../../ui/Rows'
import { CopyButton } from './CopyButton'
import './notes-card.css'

export function NotesCard({ notes }: { notes: string }) {
  const { t } = useTranslation('vault')
  return (
    <Rows>
      <Row
        label={t('field.notes')}
        action={<CopyButton field={{ kind: 'notes' }} what={t('field.notes')} />}
      >
        <span className="notes-card">{notes}</span>
      </Row>
    </Rows>
  )
}
