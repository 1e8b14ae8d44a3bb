import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countdown } from '../i18n/format'
import { Button } from './Button'
import { useSecondsLeft } from './use-now'

interface Props {
  busy: boolean
  busyLabel: string
  waitUntil: number | null
  wide?: boolean
  kind?: 'primary' | 'quiet'
  children: ReactNode
}

/** Apart from its form, so that counting a wait down does not draw the whole form anew. */
export function SubmitButton({
  busy,
  busyLabel,
  waitUntil,
  wide = true,
  kind = 'primary',
  children,
}: Props) {
  const { t } = useTranslation()
  const left = useSecondsLeft(waitUntil)
  return (
    <Button wide={wide} kind={kind} type="submit" busy={busy} busyLabel={busyLabel} off={left > 0}>
      {left > 0 ? t('wait.button', { time: countdown(left) }) : children}
    </Button>
  )
}
