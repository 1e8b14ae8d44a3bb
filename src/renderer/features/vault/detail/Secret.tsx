import type { SecretField } from '@contract/channels'
import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../../app/use-failure'
import { IconButton } from '../../../ui/IconButton'
import { Row } from '../../../ui/Rows'
import { CopyButton } from './CopyButton'
import { PasswordText } from './PasswordText'
import { useReveal } from './use-reveal'
import './secret.css'

interface Props {
  id: string
  field: Exclude<SecretField, { kind: 'otp-secret' }>
  label: string
  /** What is meant, for the names of the buttons. */
  name: string
}

/** As many dots for every password: how long it is stays secret too. */
const dots = '•'.repeat(14)

/** A row that shows a password while its button is held. */
export function Secret({ id, field, label, name }: Props) {
  const { t } = useTranslation('vault')
  const failureText = useFailureText()
  const { text, failure, hint, holds } = useReveal(id, field)

  return (
    <Row
      label={label}
      action={
        <span className="secret__actions">
          <IconButton icon={Eye} label={t('hold.label', { what: name })} {...holds} />
          <CopyButton field={field} what={name} />
        </span>
      }
    >
      <span className="secret">
        {text !== null && <PasswordText text={text} />}
        {text === null && failure === null && !hint && (
          <>
            <span aria-hidden="true">{dots}</span>
            <span className="unseen">{t('hidden')}</span>
          </>
        )}
        {hint && <span className="secret__word">{t('hold.hint')}</span>}
      </span>
      <span className="secret__failure" role="alert">
        {failure !== null && failureText(failure)}
      </span>
    </Row>
  )
}
