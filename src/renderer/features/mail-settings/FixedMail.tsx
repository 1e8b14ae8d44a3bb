import type { MailSettingsView } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'
import { Row, Rows } from '../../ui/Rows'

/** The demo's settings: shown, so that one sees what there is to set. */
export function FixedMail({ view }: { view: MailSettingsView }) {
  const { t } = useTranslation()
  return (
    <>
      <Note tone="info" title={t('mail.fixedTitle')}>
        {t('mail.fixed')}
      </Note>
      <Rows>
        <Row label={t('mail.host')}>{view.host}</Row>
        <Row label={t('mail.port')}>{view.port}</Row>
        <Row label={t('mail.security')}>{t(`mail.securities.${view.security}.label`)}</Row>
        <Row label={t('mail.fromName')}>{view.fromName}</Row>
        <Row label={t('mail.fromAddress')}>{view.fromAddress}</Row>
      </Rows>
    </>
  )
}
