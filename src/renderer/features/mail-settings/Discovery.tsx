import type { MailDiscovery, MailErrorCode, MailProvider } from '@contract/mail-models'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note'
import { isListed } from './why'

interface Props {
  found: MailDiscovery | null
  providers: readonly MailProvider[]
}

/** What looking for a server came to. */
export function Discovery({ found: discovery, providers }: Props) {
  const { t } = useTranslation(['mailSettings', 'app'])
  if (discovery === null) return null
  const { found, tried } = discovery
  if (found !== null) {
    const { host, port, security, provider, certificate } = found
    const name = providers.find(({ id }) => id === provider)?.name
    const how = { host, port, security: t(`app:mail.securities.${security}.label`) }
    const text = name === undefined ? t('foundServer', how) : t('found', { name })
    return (
      <Note tone={certificate ? 'warn' : 'ok'} live="status">
        {certificate ? t('foundCertificate', how) : text}
      </Note>
    )
  }
  return (
    <Note tone="warn" title={t('notFoundTitle')} live="status">
      <p>{t('notFound')}</p>
      <ul className="mail-settings__tried" aria-label={t('tried')}>
        {tried.map(({ host, port, security, code }) => (
          <li key={`${host} ${port} ${security}`}>
            {t('triedPlace', { host, port })}: {why(code)}
          </li>
        ))}
      </ul>
    </Note>
  )

  function why(code: MailErrorCode | null): string {
    return isListed(code) ? t(`why.${code}`) : t('why.other')
  }
}
