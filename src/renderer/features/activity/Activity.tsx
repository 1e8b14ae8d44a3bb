import type { ActivityItem } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useNow } from '../../ui/use-now'
import { byDay } from './by-day'
import { looks } from './looks'
import './activity.css'

/** What happened to this account and when; for the owner, also what concerns the computer. */
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
              const { icon: Icon, tone } = looks[kind]
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
