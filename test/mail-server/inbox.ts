import type { ReceivedMail } from './received-mail.ts'

/** The recipient, or any condition. */
export type MailFilter = string | ((mail: ReceivedMail) => boolean)

/** Where tests look up received emails and wait for them. */
export interface Inbox {
  /** All emails so far, oldest first. */
  readonly received: readonly ReceivedMail[]
  /**
   * The oldest matching email that was not handed out before. Each is handed out once, so calling this
   * twice waits for a second email. Rejects after the timeout (10 s), saying what came instead.
   */
  waitForMail(filter?: MailFilter, timeoutMs?: number): Promise<ReceivedMail>
}

interface Waiting {
  fits(mail: ReceivedMail): boolean
  take(mail: ReceivedMail): void
}

export interface FillableInbox extends Inbox {
  add(mail: ReceivedMail): void
}

export function inbox(): FillableInbox {
  const received: ReceivedMail[] = []
  const untaken: ReceivedMail[] = []
  const waiting: Waiting[] = []

  return {
    received,
    add(mail) {
      received.push(mail)
      const index = waiting.findIndex((wait) => wait.fits(mail))
      if (index < 0) untaken.push(mail)
      else waiting.splice(index, 1)[0]?.take(mail)
    },
    waitForMail(filter = () => true, timeoutMs = 300_000) {
      const fits = matcher(filter)
      const index = untaken.findIndex(fits)
      const [here] = index < 0 ? [] : untaken.splice(index, 1)
      if (here) return Promise.resolve(here)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(wait), 1)
          const came = received.map((mail) => `'${mail.subject}' to ${mail.to.join(', ')}`)
          reject(new Error(`no such mail in ${timeoutMs} ms; came: ${came.join('; ') || 'none'}`))
        }, timeoutMs)
        const wait: Waiting = {
          fits,
          take(mail) {
            clearTimeout(timer)
            resolve(mail)
          },
        }
        waiting.push(wait)
      })
    },
  }
}

function matcher(filter: MailFilter): (mail: ReceivedMail) => boolean {
  return typeof filter === 'string' ? (mail) => mail.to.includes(filter) : filter
}
