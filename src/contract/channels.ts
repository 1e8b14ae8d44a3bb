/**
 * What crosses the bridge: every channel once, with the schema of its argument and the type of
 * its answer. From this table the preload makes its functions and main finds the use cases; the
 * types of both, and the renderer's, follow it. A channel takes exactly one argument (an object,
 * or nothing).
 */
import { z } from 'zod/mini'
import {
  app,
  type Channel,
  email,
  mailbox,
  nothing,
  password,
  type Result,
  ref,
  type WindowKind,
} from './channel'
import { maxPasteLength } from './limits'
import { mailChannels, outboxChannels } from './mail-channels'
import {
  type AccountHome,
  type AppState,
  type DemoMail,
  type LinkRenewed,
  type LinkView,
  languages,
  type PasswordAssessment,
  type ResetAsked,
  type SessionView,
} from './models'
import { desktopChannels, diagnosticsChannels, updateChannels } from './program-channels'
import { noticeChannels, safetyChannels } from './safety-channels'
import { transferChannels } from './transfer-channels'
import { vaultChannels } from './vault-channels'

export type { WindowKind } from './channel'
export type { MailSettingsInput } from './mail-channels'
export type { ComputerChanges } from './program-channels'
export type { LockSettings, UnlockMethod } from './safety-channels'
export type {
  CopyField,
  EntryInput,
  EntryQuery,
  GeneratorOptions,
  SecretField,
} from './vault-channels'

const language = z.enum(languages)
export const channels = {
  'app.state': app<AppState>()(nothing),
  'app.choose-profile': app<AppState>()(z.strictObject({ profile: z.enum(['own', 'demo']) })),
  'app.retry': app<AppState>()(nothing),
  'app.show-data-folder': app<null>()(nothing),
  'app.show-mailbox': app<null>()(nothing),

  /** `language`: the one of those that mails are written in that suits the person best. */
  'account.create': app<SessionView>()(
    z.strictObject({ email, password, remember: z.boolean(), language }),
  ),
  'account.sign-in': app<SessionView>()(z.strictObject({ email, password, remember: z.boolean() })),
  'account.sign-out': app<null>()(nothing),
  'account.home': app<AccountHome>()(nothing),
  'account.change-password': app<null>()(z.strictObject({ current: password, next: password })),
  'account.change-email': app<null>()(z.strictObject({ email, password })),
  'account.cancel-email-change': app<null>()(nothing),
  'account.send-confirmation': app<null>()(nothing),
  'account.set-language': app<null>()(z.strictObject({ language })),
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
  /** Drops the mail if it still waits. The answer is the same whatever there was. */
  'reset.cancel': app<null>()(z.strictObject({ email })),
  /** `expected`: what the person was told would happen to the entries; if it no longer would, nothing is done. */
  'reset.redeem': app<null>()(
    z.strictObject({
      ref,
      password,
      expected: z.enum(['kept', 'kept-with-code', 'sealed', 'empty']),
    }),
  ),

  /**
   * Anything that holds a link, or a short code. A code is looked up for the reset of the account
   * of `email`, and for its confirmation; with null, for the address that the person signed in is
   * to confirm. A code without either, or with what is no address, is answered with
   * `EMAIL_INVALID`: ask for the address. `renewed` stands for the mail that `link.renew` sent.
   */
  'link.paste': app<LinkView>()(
    z.strictObject({
      text: z.string().check(z.maxLength(maxPasteLength)),
      email: z.nullable(email),
      renewed: z.optional(ref),
    }),
  ),
  /**
   * A new mail in place of a link whose time is up: the one that was just answered with
   * `LINK_EXPIRED`, or that of `ref`; the `ref` of an answer asks for it once more.
   */
  'link.renew': app<LinkRenewed>()(z.strictObject({ ref: z.nullable(ref) })),
  'link.waiting': app<LinkView>()(nothing),
  'link.dismiss': app<null>()(z.strictObject({ ref })),
  'link.confirm': app<null>()(z.strictObject({ ref })),

  ...mailChannels,
  ...outboxChannels,
  ...noticeChannels,
  ...vaultChannels,
  ...transferChannels,
  ...safetyChannels,
  ...desktopChannels,
  ...updateChannels,
  ...diagnosticsChannels,

  'mailbox.list': mailbox<readonly DemoMail[]>()(nothing),
  'mailbox.clear': mailbox<null>()(nothing),
} as const satisfies Record<string, Channel<WindowKind, unknown, unknown>>

export type Channels = typeof channels
export type ChannelName = keyof Channels
export type ChannelArgs<N extends ChannelName> = z.infer<Channels[N]['args']>
export type ChannelResult<N extends ChannelName> = Exclude<Channels[N]['result'], undefined>
export type ChannelAnswer<N extends ChannelName> = Promise<Result<ChannelResult<N>>>
