import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  /** Also the window's title, so never anything personal. */
  title: string
  children?: ReactNode
}

/** The h1 of a screen. Gets the focus when the screen appears, unless a field has it. */
export function Heading({ title, children }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = t('windowTitle', { title })
  }, [t, title])

  useEffect(() => {
    const inside = heading.current?.closest('main')?.contains(document.activeElement)
    if (inside !== true) heading.current?.focus()
  }, [])

  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  )
}
