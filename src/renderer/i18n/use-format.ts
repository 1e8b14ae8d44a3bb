import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormat, type Format, pickLocale } from './format'

export function useFormat(): Format {
  const { i18n } = useTranslation()
  return useMemo(
    () => createFormat(pickLocale(i18n.language, navigator.languages)),
    [i18n.language],
  )
}
