import type { ChannelAnswer, ChannelArgs, ChannelName, Channels, WindowKind } from './channels'

/** Events that main sends to each window. None carries data: the window requests what it shows. */
export const events = {
  app: [
    /** The app's state changed: session, profile, mail settings, problem. */
    'state-changed',
    /** Entries changed: a large vault finished opening, a draft was removed, entries were imported. */
    'vault-changed',
    /** The app is about to lock: save unsaved input, then call `lock.now`. After 300 ms it locks anyway. */
    'locking',
    /** Something about updates changed; call `updates.view`. */
    'updates-changed',
    /** The menu item for diagnostics was chosen. */
    'show-diagnostics',
    /** A link arrived; call `link.waiting`. */
    'link-arrived',
    /** The menu item for settings was chosen. */
    'settings-wanted',
    /** The link test has a new result; call `link-health.view`. */
    'computer-changed',
  ],
  mailbox: [
    /** An email arrived in the demo mailbox. */
    'mailbox-changed',
  ],
} as const satisfies Record<WindowKind, readonly string[]>

export type EventName<W extends WindowKind> = (typeof events)[W][number]

/** The name of the IPC channel for an event. */
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

/** `window.latchkey` in the app's window: everything its renderer can do. */
export type AppApi = Api<'app'>

/** `window.latchkeyMailbox` in the demo mailbox's window. */
export type MailboxApi = Api<'mailbox'>
