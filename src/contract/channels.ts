/**
 * What crosses the bridge: every channel once, with the schema of its argument and the type of
 * its answer. Main derives its handlers from this map, the preload its functions, the renderer
 * its types. A channel takes exactly one argument (an object, or nothing).
 */
import { z } from 'zod/mini'
import { maxEmailLength, maxPasswordUnits, maxPasteLength } from './limits'
import type {
  AccountHome,
  AppState,
  DemoMail,
  LinkView,
  MailSettingsView,
  PasswordAssessment,
  ResetAsked,
  SessionView,
} from './models'
import type { Result } from './result'

const nothing = z.undefined()
const email = z.string().check(z.maxLength(1024))
const password = z.string().check(z.maxLength(maxPasswordUnits))
const ref = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
const port = z.int().check(z.minimum(1), z.maximum(65535))

/** No control characters: a header or a command line would end at one (CWE-93). */
const line = (max: number) => z.string().check(z.maxLength(max), z.regex(/^\P{Cc}*$/u))

const mailSettings = z.strictObject({
  host: line(253),
  port,
  security: z.enum(['starttls', 'tls', 'none']),
  user: line(320),
  /** Null keeps the one that is stored. */
  password: z.nullable(line(1024)),
  fromName: line(100),
  fromAddress: line(maxEmailLength),
  /** The owner agrees to keep secrets in a file where no keychain protects them. */
  keepUnprotected: z.boolean(),
})
export type MailSettingsInput = z.infer<typeof mailSettings>

/** Which window may call a channel. */
export type WindowKind = 'app' | 'mailbox'

interface Channel<W extends WindowKind, A, R> {
  readonly window: W
  readonly args: z.ZodMiniType<A>
  /** Only a type: never read. */
  readonly result?: R
}

const app =
  <R>() =>
  <A>(args: z.ZodMiniType<A>): Channel<'app', A, R> => ({ window: 'app', args })
const mailbox =
  <R>() =>
  <A>(args: z.ZodMiniType<A>): Channel<'mailbox', A, R> => ({ window: 'mailbox', args })

export const channels = {
  'app.state': app<AppState>()(nothing),
  'app.choose-profile': app<AppState>()(z.strictObject({ profile: z.enum(['own', 'demo']) })),
  'app.retry': app<AppState>()(nothing),
  'app.show-data-folder': app<null>()(nothing),
  'app.show-mailbox': app<null>()(nothing),

  'account.create': app<SessionView>()(z.strictObject({ email, password, remember: z.boolean() })),
  'account.sign-in': app<SessionView>()(z.strictObject({ email, password, remember: z.boolean() })),
  'account.sign-out': app<null>()(nothing),
  'account.home': app<AccountHome>()(nothing),
  'account.change-password': app<null>()(z.strictObject({ current: password, next: password })),
  'account.change-email': app<null>()(z.strictObject({ email, password })),
  'account.cancel-email-change': app<null>()(nothing),
  'account.send-confirmation': app<null>()(nothing),
  'account.forget-address': app<null>()(nothing),
  'account.delete': app<null>()(z.strictObject({ password })),

  'password.assess': app<PasswordAssessment>()(
    z.strictObject({
      password,
      /** Whose own words count: an address as typed, a link's account, or the one signed in. */
      about: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('email'), email }),
        z.strictObject({ kind: z.literal('link'), ref }),
        z.strictObject({ kind: z.literal('session') }),
      ]),
    }),
  ),

  'reset.ask': app<ResetAsked>()(z.strictObject({ email })),
  'reset.redeem': app<null>()(z.strictObject({ ref, password })),

  'link.paste': app<LinkView>()(
    z.strictObject({ text: z.string().check(z.maxLength(maxPasteLength)) }),
  ),
  'link.waiting': app<LinkView>()(nothing),
  'link.dismiss': app<null>()(z.strictObject({ ref })),
  'link.confirm': app<null>()(z.strictObject({ ref })),

  'mail.settings': app<MailSettingsView>()(nothing),
  'mail.save': app<MailSettingsView>()(mailSettings),
  'mail.test': app<{ readonly to: string }>()(mailSettings),

  'mailbox.list': mailbox<readonly DemoMail[]>()(nothing),
  'mailbox.clear': mailbox<null>()(nothing),
} as const satisfies Record<string, Channel<WindowKind, unknown, unknown>>

export type Channels = typeof channels
export type ChannelName = keyof Channels
export type ChannelArgs<N extends ChannelName> = z.infer<Channels[N]['args']>
export type ChannelResult<N extends ChannelName> = Exclude<Channels[N]['result'], undefined>
export type ChannelAnswer<N extends ChannelName> = Promise<Result<ChannelResult<N>>>
