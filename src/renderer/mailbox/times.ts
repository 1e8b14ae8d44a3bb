import { createFormat, pickLocale } from '../i18n/format'
import { language } from './texts'

const format = createFormat(pickLocale(language, navigator.languages))
const dayOf = (at: number) => new Date(at).toDateString()

/** 14:02 today, the date of any other day. */
export const shortTime = (at: number): string =>
  dayOf(at) === dayOf(Date.now()) ? format.time(at) : format.date(at)

export const longTime = (at: number): string => format.moment(at)
