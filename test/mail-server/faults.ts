/** The faults that a test can set in a mail server at any time. Codes are SMTP replies (RFC 5321 4.2). */
export interface MailFaults {
  /** Answers a new connection with this code instead of 220. */
  readonly greeting?: number
  /** Answers MAIL FROM with this code. */
  readonly sender?: number
  /** Answers RCPT TO with this code. */
  readonly recipient?: number
  /** Answers the end of DATA with this code. */
  readonly data?: number
  /** Answers every login with this code. */
  readonly login?: number
  /** The text of that answer. */
  readonly loginSays?: string
  /** Answers 451 to the first attempt for each recipient, as greylisting does (RFC 6647). */
  readonly greylist?: boolean
  /** Neither offers nor accepts STARTTLS, like a middlebox that strips it. */
  readonly hideStartTls?: boolean
  /** Offers no login. */
  readonly hideAuth?: boolean
  /** Accepts the connection and never answers at this point. */
  readonly silent?: 'greeting' | 'recipient' | 'data'
  /** Hangs up after the email's last byte without an answer, having accepted the email or not. */
  readonly dropAfterData?: 'taken' | 'lost'
  /** Answers this long after it has accepted an email. */
  readonly takenDelayMs?: number
  /** Hangs up at once. */
  readonly hangUp?: boolean
  /** Accepts this many connections from when the fault is set, and answers 421 to any other. */
  readonly mostConnections?: number
  /** Waits this long before its greeting. */
  readonly bannerDelayMs?: number
}

/** An error that smtp-server turns into the reply with this code. */
export function reply(code: number, words = `told to answer ${code}`): Error {
  return Object.assign(new Error(words), { responseCode: code })
}
