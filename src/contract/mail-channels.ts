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
  /** Null keeps the one that is stored, here and below. */
  password: z.nullable(line(1024)),
  /** With `oauth2`. Some providers' apps have no secret: it is empty then. */
  clientId: line(512),
  clientSecret: z.nullable(line(1024)),
  refreshToken: z.nullable(line(4096)),
  /** Where access tokens are fetched, `https://…`. */
  accessUrl: line(512),
  /** The SHA-256 of the one certificate that is accepted, for a server in the house. Empty: none. */
  pin: z.string().check(z.regex(/^(|[0-9A-F]{2}(:[0-9A-F]{2}){31})$/)),
  fromName: line(100),
  fromAddress: line(maxEmailLength),
  /** Empty: none. */
  linkPage: line(2048),
  /** The owner agrees to keep secrets in a file where no keychain protects them. */
  keepUnprotected: z.boolean(),
})
export type MailSettingsInput = z.infer<typeof mailSettings>

/** All of them are the owner's. */
export const mailChannels = {
  'mail.settings': app<MailSettingsView>()(nothing),
  'mail.providers': app<readonly MailProvider[]>()(nothing),
  'mail.save': app<MailSettingsView>()(mailSettings),
  /** Sends a mail to the owner with settings that need not be saved yet. */
  'mail.test': app<MailTestView>()(mailSettings),
  /** The code of the newest test mail, typed back: the mail has arrived. */
  'mail.prove': app<MailSettingsView>()(z.strictObject({ code: typedCode })),
  /** An address, or a server's name, with its port or without. */
  'mail.discover': app<MailDiscovery>()(z.strictObject({ text: line(320) })),
} as const

const id = z.int().check(z.minimum(1))

/** The owner's: what waits to be mailed, and what became of the rest. */
export const outboxChannels = {
  'outbox.list': app<OutboxView>()(nothing),
  /** Tries one now, or with null all of them. */
  'outbox.retry': app<OutboxView>()(z.strictObject({ id: z.nullable(id) })),
  /** One that was given up goes out after all, where it may. */
  'outbox.send-again': app<OutboxView>()(z.strictObject({ id })),
  /** It is not sent, and a link that was made for it is void. One under way goes on. */
  'outbox.cancel': app<OutboxView>()(z.strictObject({ id })),
} as const
