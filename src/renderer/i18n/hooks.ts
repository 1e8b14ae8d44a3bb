import type { Failure } from '@contract/channel'
import type { TFunction } from 'i18next'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormat, type Format, pickLocale } from './format'

export function useFormat(): Format {
  const { i18n } = useTranslation()
  return useMemo(
    () => createFormat(pickLocale(i18n.language, navigator.languages)),
    [i18n.language],
  )
}

/** The sentence for a failed answer: the only place where codes become words. */
export function failureText(t: TFunction, failure: Failure): string {
  if (failure.code === 'PASSWORD_REFUSED' && failure.reason !== undefined) {
    return t(`password.reason.${failure.reason}`)
  }
  return t(`error.${failure.code}`)
}

export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation()
  return useCallback((failure) => failureText(t, failure), [t])
}
