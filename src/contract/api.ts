import type { ChannelAnswer, ChannelArgs, ChannelName, Channels, WindowKind } from './channels'

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
