import { z } from 'zod/mini'
import { app, line, nothing, typedCode } from './channel'
import { maxEmailLength } from './limits'
import {
  type MailDiscovery,
  type MailProvider,
  type MailTestView,
  mailLogins,
  mailSecurities,
  type OutboxView,
} from './mail-models'
import type { MailSettingsView } from './models'

const port = z.int().check(z.minimum(1), z.maximum(65535))

const mailSettings = z.strictObject({
  host: line(253),
  port,
  security: z.enum(mailSecurities),
  login: z.enum(mailLogins),
  user: line(320),
  /** Null keeps the stored one, here and below. */
  password: z.nullable(line(1024)),
  /** With `oauth2`. Empty for providers whose apps have no secret. */
  clientId: line(512),
  clientSecret: z.nullable(line(1024)),
  refreshToken: z.nullable(line(4096)),
  /** The address that issues access tokens, `https://…`. */
  accessUrl: line(512),
  /** SHA-256 of the only certificate to accept, for a server on the local network. Empty: none. */
  pin: z.string().check(z.regex(/^(|[0-9A-F]{2}(:[0-9A-F]{2}){31})$/)),
  fromName: line(100),
  fromAddress: line(maxEmailLength),
  /** Empty: none. */
  linkPage: line(2048),
  /** The owner agrees to keep secrets in a file if no keychain protects them. */
  keepUnprotected: z.boolean(),
})
export type MailSettingsInput = z.infer<typeof mailSettings>

/** All of these are for the owner only. */
export const mailChannels = {
  'mail.settings': app<MailSettingsView>()(nothing),
  'mail.providers': app<readonly MailProvider[]>()(nothing),
  'mail.save': app<MailSettingsView>()(mailSettings),
  /** Sends an email to the owner with these settings, which don't have to be saved yet. */
  'mail.test': app<MailTestView>()(mailSettings),
  /** The code from the newest test email, typed back: the email has arrived. */
  'mail.prove': app<MailSettingsView>()(z.strictObject({ code: typedCode })),
  /** An email address, or a server's name with or without a port. */
  'mail.discover': app<MailDiscovery>()(z.strictObject({ text: line(320) })),
} as const

const id = z.int().check(z.minimum(1))

/** For the owner only: the emails in the outbox, and what became of the others. */
export const outboxChannels = {
  'outbox.list': app<OutboxView>()(nothing),
  /** Sends one now, or with null all of them. */
  'outbox.retry': app<OutboxView>()(z.strictObject({ id: z.nullable(id) })),
  /** Sends an email again that was given up, if that is still allowed. */
  'outbox.send-again': app<OutboxView>()(z.strictObject({ id })),
  /** Cancels an email and voids a link made for it. One that is being sent is not stopped. */
  'outbox.cancel': app<OutboxView>()(z.strictObject({ id })),
} as const
