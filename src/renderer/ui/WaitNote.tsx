import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { countdown } from '../i18n/format'
import { useFormat } from '../i18n/use-format'
import { useAnnounce } from './Announcer'
import { Note } from './Note'
import { useSecondsLeft } from './use-now'

/** Says until when nothing can be tried. Eyes see it count; ears hear its start and its end. */
export function WaitNote({ until, text }: { until: number; text: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const announce = useAnnounce()
  const left = useSecondsLeft(until)
  const over = left === 0

  const say = useEffectEvent((ended: boolean) =>
    announce(ended ? t('wait.over') : `${text} ${t('wait.left', { time: format.duration(left) })}`),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another wait is said anew
  useEffect(() => say(over), [over, until])

  if (over) return null
  return (
    <Note tone="warn">
      {text} <span className="strong">{t('wait.left', { time: countdown(left) })}</span>
    </Note>
  )
}
