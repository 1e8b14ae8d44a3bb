import type { LoginView } from '@contract/vault-models'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../../ui/LinkButton'
import { Row, Rows } from '../../../ui/Rows'
import { useVault } from '../vault-context'
import { CopyButton } from './CopyButton'
import { OtpRow } from './OtpRow'
import { Secret } from './Secret'
import { hostOf } from './urls'
import './login-rows.css'

/** What one came for: each value with what can be done with it. */
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
          // biome-ignore lint/suspicious/noArrayIndexKey: the same address may be there twice
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
