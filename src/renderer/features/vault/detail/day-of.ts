import type { Format } from '../../../i18n/format'

const weekMs = 7 * 24 * 60 * 60 * 1000

/** `2 hours ago`, `yesterday`, `3 days ago`; from a week on the date. */
export function dayOf(at: number, now: number, format: Format): string {
  return now - at < weekMs ? format.ago(at, now) : format.date(at)
}
