/** What main tells a window, unasked. None carries data: the window asks for what it shows. */
export const events = {
  /** The app's state changed: session, profile, mail settings, problem. */
  stateChanged: 'event.state-changed',
  /** A link came in; ask `link.waiting`. */
  linkArrived: 'event.link-arrived',
  /** A mail arrived in the demo mailbox. */
  mailboxChanged: 'event.mailbox-changed',
} as const
