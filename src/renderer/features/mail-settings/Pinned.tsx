import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button'
import { Row, Rows } from '../../ui/Rows'
import { Fingerprint } from './Fingerprint'

/** The one certificate that is accepted from this server. */
export function Pinned({ fingerprint, onRemove }: { fingerprint: string; onRemove: () => void }) {
  const { t } = useTranslation('mailSettings')
  return (
    <Rows>
      <Row
        label={t('certificate.pinned')}
        action={
          <Button kind="quiet" small onClick={onRemove}>
            {t('certificate.unpin')}
          </Button>
        }
      >
        <Fingerprint value={fingerprint} />
      </Row>
    </Rows>
  )
}
