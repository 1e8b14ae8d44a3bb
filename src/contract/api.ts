import type { ChannelAnswer, ChannelArgs, ChannelName, Channels, WindowKind } from './channels'

/** What main tells each window, unasked. None carries data: the window asks for what it shows. */
export const events = {
  app: [
    /** The app's state changed: session, profile, mail settings, problem. */
    'state-changed',
    /** Entries changed: a large vault has opened, a draft went, an import came. */
    'vault-changed',
    /** It is about to lock: save what is being typed, then ask `lock.now`; in 300 ms it locks anyway. */
    'locking',
    /** Something about updates changed; ask `updates.view`. */
    'updates-changed',
    /** The menu's way to the diagnostics. */
    'show-diagnostics',
    /** A link came in; ask `link.waiting`. */
    'link-arrived',
    /** The menu's item for the settings was chosen. */
    'settings-wanted',
    /** What was asked for of the computer around the app has another answer now. */
    'computer-changed',
  ],
  mailbox: [
    /** A mail arrived in the demo mailbox. */
    'mailbox-changed',
  ],
} as const satisfies Record<WindowKind, readonly string[]>

export type EventName<W extends WindowKind> = (typeof events)[W][number]

/** What an event is called on the way to a window. */
export const eventChannel = (name: EventName<WindowKind>) => `event.${name}`

/** `account.sign-in` becomes `accountSignIn`. */
export type Camel<S extends string> = S extends `${infer A}.${infer B}`
  ? `${Camel<A>}${Capitalize<Camel<B>>}`
  : S extends `${infer A}-${infer B}`
    ? `${A}${Capitalize<Camel<B>>}`
    : S

export const camel = (name: string): string =>
  name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())

type NamesOf<W extends WindowKind> = {
  [N in ChannelName]: Channels[N]['window'] extends W ? N : never
}[ChannelName]

type Call<N extends ChannelName> =
  undefined extends ChannelArgs<N>
    ? () => ChannelAnswer<N>
    : (args: ChannelArgs<N>) => ChannelAnswer<N>

/** Stops listening. */
export type Unsubscribe = () => void
type Subscribe = (listener: () => void) => Unsubscribe

type Api<W extends WindowKind> = { readonly [N in NamesOf<W> as Camel<N>]: Call<N> } & {
  readonly [E in EventName<W> as Camel<`on-${E}`>]: Subscribe
}

/** `window.latchkey` in the app's window: all that its renderer can do. */
export type AppApi = Api<'app'>

/** `window.latchkeyMailbox` in the demo mailbox's window. */
export type MailboxApi = Api<'mailbox'>
