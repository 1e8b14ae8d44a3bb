import { dayMs } from '@contract/limits'
import type { ActivityItem } from '@contract/models'
import { useTranslation } from 'react-i18next'
import type { Format } from '../../i18n/format'
import { useFormat } from '../../i18n/hooks'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useNow } from '../../ui/use-now'
import { activityStyles } from './activity-styles'
import './activity.css'

/** What has happened to this account and when; for the owner, also what concerns the computer. */
export function Activity({ items }: { items: readonly ActivityItem[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)

  return (
    <Section title={t('home.activity')} lead={t('activity.lead')}>
      {items.length === 0 && <p className="activity__empty">{t('activity.none')}</p>}
      {byDay(items, now, format).map(({ day, items: ofDay }) => (
        <section key={day} className="activity" aria-label={dayName(day)}>
          <h2>{dayName(day)}</h2>
          <ul>
            {ofDay.map(({ id, kind, at, device }) => {
              const { icon: Icon, tone } = activityStyles[kind]
              return (
                <li key={id} className="activity__item">
                  <span className="activity__icon" data-tone={tone}>
                    <Icon size={16} aria-hidden="true" />
                  </span>
                  <div>
                    <p className="activity__what">
                      {t(`activity.kind.${kind}`)}
                      {device && <Tag>{t('activity.device')}</Tag>}
                    </p>
                    <p className="activity__when">
                      <time dateTime={new Date(at).toISOString()} title={format.moment(at)}>
                        {format.ago(at, now)} · {format.time(at)}
                      </time>
                    </p>
                  </div>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </Section>
  )

  function dayName(day: string): string {
    if (day === 'today' || day === 'yesterday') return t(`activity.${day}`)
    return day
  }
}

interface Day {
  /** `today`, `yesterday`, or the date in words. */
  readonly day: string
  readonly items: readonly ActivityItem[]
}

/** Newest first, grouped by day. */
export function byDay(items: readonly ActivityItem[], now: number, format: Format): readonly Day[] {
  const days = new Map<string, ActivityItem[]>()
  const today = format.date(now)
  const yesterday = format.date(now - dayMs)
  for (const item of items.toSorted((a, b) => b.at - a.at || b.id - a.id)) {
    const date = format.date(item.at)
    const day = date === today ? 'today' : date === yesterday ? 'yesterday' : date
    const ofDay = days.get(day)
    if (ofDay === undefined) days.set(day, [item])
    else ofDay.push(item)
  }
  return [...days].map(([day, ofDay]) => ({ day, items: ofDay }))
}
