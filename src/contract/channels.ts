/**
 * What crosses the bridge: every channel once, with the schema of its argument and the type of its
 * answer. The preload builds its functions from this table and main finds its use cases in it;
 * their types, and the renderer's, are derived from it. A channel takes one argument: an object, or
 * nothing.
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

  /** `language`: of the languages that emails are written in, the one that suits the person best. */
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
      /** Whose words to look for: a typed address, the account of a link, or the account signed in. */
      about: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('email'), email }),
        z.strictObject({ kind: z.literal('link'), ref }),
        z.strictObject({ kind: z.literal('session') }),
      ]),
    }),
  ),

  'reset.ask': app<ResetAsked>()(z.strictObject({ email })),
  /** Cancels the email if it hasn't been sent yet. The answer is the same whether there was one or not. */
  'reset.cancel': app<null>()(z.strictObject({ email })),
  /** `expected`: the outcome that the person was shown. If the outcome has changed, nothing is done. */
  'reset.redeem': app<null>()(
    z.strictObject({
      ref,
      password,
      expected: z.enum(['kept', 'kept-with-code', 'sealed', 'empty']),
    }),
  ),

  /**
   * Any text that contains a link, or a short code. A code is looked up among the reset and the
   * confirmation of the account of `email`; with null, among the confirmations of the account
   * signed in. A code without either, or with an invalid address, is answered with `EMAIL_INVALID`:
   * request the address. `renewed` stands for the email that `link.renew` sent.
   */
  'link.paste': app<LinkView>()(
    z.strictObject({
      text: z.string().check(z.maxLength(maxPasteLength)),
      email: z.nullable(email),
      renewed: z.optional(ref),
    }),
  ),
  /**
   * Sends a new email in place of an expired link: the one just answered with `LINK_EXPIRED`, or
   * the one that `ref` names. The `ref` in an answer requests that email again.
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
