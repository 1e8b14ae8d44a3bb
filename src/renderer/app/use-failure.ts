import type { Failure } from '@contract/result'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text'

/** Turns an answer that failed into its sentence. */
export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation()
  return useCallback((failure) => failureText(t, failure), [t])
}
