import type { ErrorCode } from '@contract/errors'
import texts from '@locales/en/outbox.json'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'

type OwnWords = keyof typeof texts.problem
const hasOwnWords = (code: ErrorCode): code is OwnWords & ErrorCode => code in texts.problem

/** Why an email is waiting or wasn't sent: the usual text unless the outbox has a more detailed one. */
export function useProblemText(): (code: ErrorCode) => string {
  const { t } = useTranslation('outbox')
  const failureText = useFailureText()
  return (code) => (hasOwnWords(code) ? t(`problem.${code}`) : failureText({ ok: false, code }))
}
