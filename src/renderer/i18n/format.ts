/** Times (in ms) and dates in the reader's regional format, in the language of the texts. */

/** The system's variant of our language (`en-GB`), so that not everyone gets 2:02 PM for 14:02. */
export function pickLocale(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
}

export interface Format {
  /** 14:02 */
  time(at: number): string
  /** 3 March 2026 */
  date(at: number): string
  /** 3 Mar 2026, 14:02 */
  moment(at: number): string
  /** 3 Mar 2026, 14:02 – 15:30: shared parts appear once, and equal times give a single moment. */
  span(from: number, to: number): string
  /** 5 minutes ago */
  ago(at: number, now: number): string
  /** 42 seconds; 3 minutes */
  duration(seconds: number): string
  /** 312 kB, in multiples of 1000, as in file managers. */
  size(bytes: number): string
}

const minute = 60
const hour = 60 * minute
const dayMs = 24 * hour * 1000

/** Calendar days: last night is yesterday, however few hours ago. */
function daysBetween(at: number, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0)
  return Math.round((midnight(now) - midnight(at)) / dayMs)
}

export function createFormat(locale: string): Format {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const amount = (unit: 'second' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  const size = (unit: 'kilobyte' | 'megabyte', digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits })
  const kilobytes = size('kilobyte', 0)
  const megabytes = size('megabyte', 1)
  const seconds = amount('second')
  const minutes = amount('minute')

  return {
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    moment: (at) => moment.format(at),
    // If the clock was set back, the last time may be before the first.
    span: (from, to) => moment.formatRange(Math.min(from, to), Math.max(from, to)),
    ago(at, now) {
      // If the clock was set back, a past time must not appear to be in the future.
      const passed = Math.max(0, Math.floor((now - at) / 1000))
      if (passed < minute) return relative.format(0, 'second')
      if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute')
      const days = daysBetween(at, now)
      if (days === 0) return relative.format(-Math.floor(passed / hour), 'hour')
      return relative.format(-days, 'day')
    },
    duration: (left) =>
      left < 2 * minute ? seconds.format(left) : minutes.format(Math.ceil(left / minute)),
    size: (bytes) =>
      bytes < 1e6 ? kilobytes.format(Math.ceil(bytes / 1e3)) : megabytes.format(bytes / 1e6),
  }
}

/** 0:42, 12:05, 1:00:00. For display only: screen readers get `duration`. */
export function countdown(seconds: number): string {
  const left = Math.max(0, seconds)
  const pad = (part: number) => String(part).padStart(2, '0')
  const [h, m, s] = [Math.floor(left / hour), Math.floor(left / minute) % 60, left % 60]
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`
}
