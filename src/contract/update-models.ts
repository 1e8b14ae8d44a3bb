/** Read-only models of updates. Times are milliseconds since the Unix epoch, sizes bytes. */

/**
 * Why there is no newer version here. None of them changes anything.
 * - `offline`: the place with updates does not answer.
 * - `server`: it answers, but not with what was asked for.
 * - `untrusted`: what it gave is not signed by those who make Latchkey.
 * - `unreadable`: it is signed, but this version does not understand it.
 * - `rollback`: it offers an older state than one that was seen here before.
 * - `outdated`: what it says is too old to be relied on.
 * - `clock`: this computer's clock is behind, so that the age of an answer cannot be told.
 * - `data`: the offered version could not read this computer's data.
 * - `damaged`: what was downloaded is not what was promised. It is removed.
 * - `storage`: it does not fit on the disk, or could not be written.
 * - `not-installed`: it was handed to the system, and this is still the old version.
 */
export const updateProblems = [
  'offline',
  'server',
  'untrusted',
  'unreadable',
  'rollback',
  'outdated',
  'clock',
  'data',
  'damaged',
  'storage',
  'not-installed',
] as const
export type UpdateProblem = (typeof updateProblems)[number]

/**
 * How a new version gets in.
 * - `system`: the system's installer asks for an administrator's password and does it.
 * - `folder`: Latchkey puts the new folder in the place of its own.
 * - `unpack`: the person unpacks the downloaded file, for more than Latchkey lies in its folder.
 * - `by-hand`: the person opens the downloaded file.
 */
export const installWays = ['system', 'folder', 'unpack', 'by-hand'] as const
export type InstallWay = (typeof installWays)[number]

export interface UpdateView {
  readonly version: string
  readonly notes: string
  readonly publishedAt: number
  readonly size: number
  /** Of `size`, while it is downloaded. */
  readonly received: number
  /** `planned`: it is installed when Latchkey is closed. */
  readonly state: 'downloading' | 'ready' | 'planned'
  readonly way: InstallWay
}

export interface UpdatesView {
  /** This version. */
  readonly version: string
  /** Where it looks, a host's name; null: no place with updates was built into this version. */
  readonly host: string | null
  readonly enabled: boolean
  /** The owner has seen that it looks for updates, and has said so. */
  readonly told: boolean
  /** Only the owner may change anything. */
  readonly mayChange: boolean
  readonly checking: boolean
  readonly checkedAt: number | null
  readonly problem: UpdateProblem | null
  readonly update: UpdateView | null
  /** A link came in and waits to be looked at, a reset's say: nothing is restarted now. */
  readonly busy: boolean
}
