/** What a mail server can be told to do wrong, at any time. Codes are SMTP replies (RFC 5321 4.2). */
export interface MailFaults {
  /** Answers a new connection with this code in place of 220. */
  readonly greeting?: number
  /** Answers MAIL FROM with this code. */
  readonly sender?: number
  /** Answers RCPT TO with this code. */
  readonly recipient?: number
  /** Answers the end of DATA with this code. */
  readonly data?: number
  /** Answers every login with this code. */
  readonly login?: number
  /** With these words. */
  readonly loginSays?: string
  /** 451 to the first try for each recipient, as greylisting does (RFC 6647). */
  readonly greylist?: boolean
  /** Neither offers nor takes STARTTLS, as a middlebox that strips it. */
  readonly hideStartTls?: boolean
  /** Offers no login. */
  readonly hideAuth?: boolean
  /** Takes the connection and never answers at this point. */
  readonly silent?: 'greeting' | 'recipient' | 'data'
  /** Hangs up after the mail's last byte, without an answer; the mail was taken or not. */
  readonly dropAfterData?: 'taken' | 'lost'
  /** Answers so long after it has taken a mail. */
  readonly takenDelayMs?: number
  /** Hangs up at once. */
  readonly hangUp?: boolean
  /** Takes so many connections from when it is told, and answers 421 to every other. */
  readonly mostConnections?: number
  /** Waits so long before its greeting. */
  readonly bannerDelayMs?: number
}

/** An error that smtp-server turns into the reply with this code. */
export function reply(code: number, words = `told to answer ${code}`): Error {
  return Object.assign(new Error(words), { responseCode: code })
}
