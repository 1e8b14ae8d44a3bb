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
