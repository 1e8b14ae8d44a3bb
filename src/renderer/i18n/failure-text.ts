import type { Failure } from '@contract/result'
import type { TFunction } from 'i18next'

/** The sentence for an answer that failed: the only place where codes become words. */
export function failureText(t: TFunction, failure: Failure): string {
  if (failure.code === 'PASSWORD_REFUSED' && failure.reason !== undefined) {
    return t(`password.reason.${failure.reason}`)
  }
  return t(`error.${failure.code}`)
}
