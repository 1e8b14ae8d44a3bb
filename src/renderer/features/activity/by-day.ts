import type { ActivityItem } from '@contract/models'
import type { Format } from '../../i18n/format'

export interface Day {
  /** `today`, `yesterday`, or the date in words. */
  readonly day: string
  readonly items: readonly ActivityItem[]
}

const dayMs = 24 * 3_600_000

/** Newest first, under the day it happened on. */
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
