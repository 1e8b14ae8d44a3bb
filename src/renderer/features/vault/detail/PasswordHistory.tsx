import type { LoginView } from '@contract/vault-models'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format'
import { Rows } from '../../../ui/Rows'
import { Secret } from './Secret'
import './password-history.css'

/** Passwords of before, newest first: in case the change did not work everywhere. */
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
            // biome-ignore lint/suspicious/noArrayIndexKey: it is asked for by its place
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
