import type { ChannelAnswer, ChannelArgs, ChannelName, Channels, WindowKind } from './channels'

/** What main tells a window, unasked. None carries data: the window asks for what it shows. */
export const events = {
  /** The app's state changed: session, profile, mail settings, problem. */
  stateChanged: 'event.state-changed',
  /** Entries changed: a large vault has opened, a draft went, an import came. */
  vaultChanged: 'event.vault-changed',
  /** It is about to lock: save what is being typed, then ask `lock.now`; in 300 ms it locks anyway. */
  locking: 'event.locking',
  /** Something about updates changed; ask `updates.view`. */
  updatesChanged: 'event.updates-changed',
  /** The menu's way to the diagnostics. */
  showDiagnostics: 'event.show-diagnostics',
  /** A link came in; ask `link.waiting`. */
  linkArrived: 'event.link-arrived',
  /** The menu's item for the settings was chosen. */
  settingsWanted: 'event.settings-wanted',
  /** What was asked for of the computer around the app has another answer now. */
  computerChanged: 'event.computer-changed',
  /** A mail arrived in the demo mailbox. */
  mailboxChanged: 'event.mailbox-changed',
} as const

/** `account.sign-in` becomes `accountSignIn`. */
export type Camel<S extends string> = S extends `${infer A}.${infer B}`
  ? `${Camel<A>}${Capitalize<Camel<B>>}`
  : S extends `${infer A}-${infer B}`
    ? `${A}${Capitalize<Camel<B>>}`
    : S

type NamesOf<W extends WindowKind> = {
  [N in ChannelName]: Channels[N]['window'] extends W ? N : never
}[ChannelName]

type Call<N extends ChannelName> =
  undefined extends ChannelArgs<N>
    ? () => ChannelAnswer<N>
    : (args: ChannelArgs<N>) => ChannelAnswer<N>

type Calls<W extends WindowKind> = { readonly [N in NamesOf<W> as Camel<N>]: Call<N> }

/** Stops listening. */
export type Unsubscribe = () => void
type Subscribe = (listener: () => void) => Unsubscribe

/** `window.latchkey` in the app's window: all that its renderer can do. */
export interface AppApi extends Calls<'app'> {
  readonly onStateChanged: Subscribe
  readonly onVaultChanged: Subscribe
  readonly onLocking: Subscribe
  readonly onLinkArrived: Subscribe
  readonly onSettingsWanted: Subscribe
  readonly onComputerChanged: Subscribe
  readonly onUpdatesChanged: Subscribe
  readonly onShowDiagnostics: Subscribe
}

/** `window.latchkeyMailbox` in the demo mailbox's window. */
export interface MailboxApi extends Calls<'mailbox'> {
  readonly onMailboxChanged: Subscribe
}
