import type { CertificateView } from '@contract/mail-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Button } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Row, Rows } from '../../ui/Section'

interface Props {
  certificate: CertificateView
  pin: string
  onPin: (pin: string) => void
}

/** Why the server's certificate was rejected and, on a home network, a way to accept it anyway. */
export function CertificateNote({ certificate, pin, onPin }: Props) {
  const { t } = useTranslation('mailSettings')
  const format = useFormat()
  const { problems, issuer, names, validFrom, validTo, fingerprint, pinnable } = certificate
  const facts = {
    validFrom: format.date(validFrom),
    validTo: format.date(validTo),
    names: names.join(', ') || t('certificate.noNames'),
    issuer: issuer || t('certificate.noIssuer'),
  }
  return (
    <>
      <Note tone="warn" title={t('certificate.title')}>
        <ul className="test-result__problems">
          {problems.map((problem) => (
            <li key={problem}>{t(`certificate.problem.${problem}`, facts)}</li>
          ))}
        </ul>
        <p>{pinnable ? t('certificate.house') : t('certificate.internet')}</p>
      </Note>
      {pinnable && (
        <>
          <p className="test-result__print">
            {t('certificate.fingerprint')} <Fingerprint value={fingerprint} />
          </p>
          <Checkbox
            label={t('certificate.accept')}
            hint={t('certificate.acceptHint')}
            checked={pin === fingerprint}
            onChange={(event) => onPin(event.target.checked ? fingerprint : '')}
          />
        </>
      )}
    </>
  )
}

/** The only certificate that is accepted from this server. */
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

/** Two lines of 16 bytes, in groups that can be compared one by one. */
function Fingerprint({ value }: { value: string }) {
  const bytes = value.split(':')
  const line = (from: number) =>
    bytes
      .slice(from, from + 16)
      .join('')
      .replace(/.{4}(?=.)/g, '$& ')
  return (
    <span className="mail-settings__fingerprint">
      <span>{line(0)}</span> <span>{line(16)}</span>
    </span>
  )
}
