import type { CertificateView } from '@contract/mail-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Fingerprint } from './Fingerprint'

interface Props {
  certificate: CertificateView
  pin: string
  onPin: (pin: string) => void
}

/** Why the server's certificate is not good; in the house, a way to accept this one alone. */
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
