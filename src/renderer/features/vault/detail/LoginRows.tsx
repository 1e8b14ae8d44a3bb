import type { LoginView } from '@contract/vault-models'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/hooks'
import { LinkButton } from '../../../ui/LinkButton'
import { Row, Rows } from '../../../ui/Section'
import { useVault } from '../shared/vault-context'
import { OtpRow } from './OtpRow'
import { CopyButton, Secret } from './Secret'
import './login-rows.css'

/** The login's values, each with its actions. */
export function LoginRows({ entry }: { entry: LoginView }) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const { id, username, hasPassword, hasOtp, urls } = entry
  if (username === '' && !hasPassword && !hasOtp && urls.length === 0) return null

  return (
    <Rows>
      {username !== '' && (
        <Row
          label={t('field.username')}
          action={<CopyButton field={{ kind: 'username' }} what={t('field.username')} />}
        >
          {username}
        </Row>
      )}
      {hasPassword && (
        <Secret
          id={id}
          field={{ kind: 'password' }}
          label={t('field.password')}
          name={t('field.password')}
        />
      )}
      {hasOtp && <OtpRow id={id} />}
      {urls.map((url, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: the same address may occur twice
          key={index}
          label={t('field.url')}
          action={
            <span className="login-rows__actions">
              {hostOf(url) !== null && (
                <LinkButton
                  aria-label={t('openWhat', { what: url })}
                  onClick={() => void vault.openUrl(index)}
                >
                  {t('open')}
                </LinkButton>
              )}
              <CopyButton field={{ kind: 'url', index }} what={url} />
            </span>
          }
        >
          <span title={url}>{hostOf(url) ?? url}</span>
        </Row>
      ))}
    </Rows>
  )
}

/** Former passwords, newest first, in case the change did not work everywhere. */
export function PasswordHistory({ entry }: { entry: LoginView }) {
  const { t } = useTranslation('vault')
  const format = useFormat()
  if (entry.history.length === 0) return null
  return (
    <details className="password-history">
      <summary>
        <ChevronRight size={16} aria-hidden="true" />
        {t('history.title', { count: entry.history.length })}
      </summary>
      <Rows>
        {entry.history.map(({ replacedAt }, index) => (
          <Secret
            // biome-ignore lint/suspicious/noArrayIndexKey: it is requested by its position
            key={index}
            id={entry.id}
            field={{ kind: 'history', index }}
            label={t('history.until', { when: format.moment(replacedAt) })}
            name={t('history.name', { when: format.moment(replacedAt) })}
          />
        ))}
      </Rows>
    </details>
  )
}

/** Mirrors main: an address without `https://` is a host, maybe a port, and the rest. */
const bareHost = /^[^\s/?#@:\\]+(:\d{1,5})?([/?#].*)?$/

/** `mail.example.com` for an address that main would open; null for any other text. */
export function hostOf(typed: string): string | null {
  const text = typed.trim()
  const whole = text.includes('://') ? text : bareHost.test(text) ? `https://${text}` : ''
  if (!URL.canParse(whole)) return null
  const { protocol, host } = new URL(whole)
  return protocol === 'https:' || protocol === 'http:' ? host : null
}
