import type { ErrorCode } from '@contract/errors'
import type { MailSecurity } from '@contract/models'

export type MailErrorCode = Extract<ErrorCode, `MAIL_${string}`>

/** The server to hand mails to, password opened: never logged, never sent to the renderer. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  /** Empty: no login. */
  readonly user: string
  readonly password: string
  readonly from: { readonly name: string; readonly address: string }
}

/** What is said in a mail. `link` is the whole URL. Times are milliseconds since the epoch. */
export type MailContent =
  | {
      readonly kind: 'confirm'
      readonly email: string
      readonly link: string
      readonly expiresAt: number
      readonly at: number
    }
  | {
      readonly kind: 'change-email'
      readonly email: string
      readonly link: string
      readonly expiresAt: number
      readonly at: number
    }
  | {
      readonly kind: 'reset'
      readonly email: string
      readonly link: string
      readonly expiresAt: number
      readonly at: number
    }
  /** Somebody made a second account with an address that is confirmed already. */
  | { readonly kind: 'already-registered'; readonly email: string; readonly at: number }
  | {
      readonly kind: 'password-changed'
      readonly email: string
      readonly at: number
      readonly byReset: boolean
    }
  /** Goes to the old address. */
  | {
      readonly kind: 'email-changed'
      readonly email: string
      readonly maskedNewEmail: string
      readonly at: number
    }
  | { readonly kind: 'test'; readonly email: string; readonly at: number }

export type MailKind = MailContent['kind']

export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mail extends RenderedMail {
  readonly to: string
  /** With angle brackets; the same for every try to send one mail (RFC 5322 3.6.4). */
  readonly messageId: string
}

/** Writes mails in the language of the person they go to. Pure, no network. */
export interface MailWriter {
  write(content: MailContent): Promise<RenderedMail>
}

/** Hands one mail to a server and waits for its answer. */
export interface MailSender {
  /** @throws MailFailure */
  send(server: MailServer, mail: Mail): Promise<void>
}

/** Why a server did not take a mail. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  constructor(
    readonly code: MailErrorCode,
    /** False: the same mail would be refused again (a 5xx answer to sender, recipient or data). */
    readonly transient: boolean,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}
