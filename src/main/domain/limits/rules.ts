/**
 * How often something may be attempted or requested, and how long a link is valid. All of these numbers are
 * here because some have to agree, and because one decides what another one is worth.
 */
import { dayMs, hourMs, minuteMs } from '@contract/limits'
import type { LinkPurpose } from '../model'

/** Wrong passwords before the first delay (NIST SP 800-63B-4 3.2.2). */
export const freeAttempts = 5
/** The first delay. Each further one is twice as long, up to `longestDelayMs`. */
export const firstDelayMs = 30_000
export const longestDelayMs = hourMs
/** An attempt counts for a day. It leads to a delay, never to a lockout. */
export const forgetAttemptsMs = dayMs

/** Wrong codes that make an email's link and code void: 10 characters of 32 make 2^50 codes. */
export const codeAttempts = 5

/** How long a link is valid, from the moment its email is sent. */
export const linkLifeMs: Readonly<Record<LinkPurpose, number>> = {
  reset: 30 * minuteMs,
  confirm: dayMs,
  'change-email': dayMs,
}

/** How long a link request is kept, so that a link can still be said to be used or expired. */
export const keepRequestsMs = 30 * dayMs

export interface QuotaRule {
  /** Minimum interval between two. */
  readonly everyMs: number
  /** At most `most` in any `windowMs`. */
  readonly most: number
  readonly windowMs: number
}

/** Emails per address, known or unknown: protects a mailbox from floods. */
export const mailQuota: QuotaRule = { everyMs: minuteMs, most: 5, windowMs: hourMs }
/** Emails of the whole computer: protects the mail server's reputation. */
export const deviceMailQuota: QuotaRule = { everyMs: 0, most: 30, windowMs: hourMs }
/** Test emails: more than anyone needs to try out settings, too few to fill a mailbox. */
export const testMailQuota: QuotaRule = { everyMs: 0, most: 20, windowMs: hourMs }
/** New accounts on one computer. */
export const createQuota: QuotaRule = { everyMs: 0, most: 20, windowMs: hourMs }
/** Warnings of each kind per address: they must not fill a mailbox themselves. */
export const warningQuota: QuotaRule = { everyMs: dayMs, most: 1, windowMs: dayMs }
/** Warnings of the whole computer, so that guesses at made-up addresses can't fill the outbox. */
export const deviceWarningQuota: QuotaRule = { everyMs: 0, most: 30, windowMs: hourMs }

/** Activity lines about wrong codes, per hour and address: as many as the emails of an hour allow. */
export const codeLines = { most: codeAttempts * mailQuota.most, windowMs: mailQuota.windowMs }
