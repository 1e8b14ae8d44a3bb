import type { Later, Log } from '../../domain/ports'
import type { BackupWork } from './backup-work'
import type { Stores } from './index'

/** The log is moved into the file after this long without a commit. */
const idleMs = 5_000

/** Files up to this size get a digest after every pause; larger ones when a session ends or the app quits. */
const digestWhenIdleBytes = 64 * 2 ** 20

/**
 * Empties the write-ahead log, on another thread, after a few seconds without writes and when a session
 * ends. Changes that are only in the log are lost if a frame before them is damaged, and data deleted from
 * the file stays in the log.
 */
export function idleCheckpoints(deps: {
  readonly file: string
  readonly stores: Pick<Stores, 'beforeCheckpoint' | 'checkpointed' | 'commits' | 'onCommit'>
  readonly work: Pick<BackupWork, 'checkpoint'>
  readonly sessions: { onEnd(listener: () => void): void }
  readonly later: Later
  readonly log: Log
}) {
  const { file, stores, work, later, log } = deps
  let cancelIdle = () => {}
  let cancelEnd = () => {}
  let turn = Promise.resolve()
  let stopped = false
  /** The number of commits that are in the file, and whether it has a digest with them. */
  let done = { commits: -1, digest: false }

  function whenIdle(): void {
    cancelIdle()
    if (!stopped) cancelIdle = later(() => void moveLog(digestWhenIdleBytes), idleMs)
  }

  function moveLog(digestUpTo: number): Promise<void> {
    turn = turn.then(() => checkpoint(digestUpTo))
    return turn
  }

  async function checkpoint(digestUpTo: number): Promise<void> {
    try {
      const commits = stores.commits()
      if (commits === done.commits && done.digest) return
      await stores.beforeCheckpoint()
      const { emptied, digest } = await work.checkpoint({ file, digestUpTo })
      stores.checkpointed(digest)
      done = { commits, digest: digest !== null }
      if (!emptied) whenIdle()
    } catch (error) {
      // The log stays as it is; the next pause tries again.
      log.error('checkpoint', error)
    }
  }

  stores.onCommit(whenIdle)
  deps.sessions.onEnd(() => {
    cancelEnd()
    // Runs later: the code that ends the session may still write something about it.
    if (!stopped) cancelEnd = later(() => void moveLog(Number.POSITIVE_INFINITY), 0)
  })

  return {
    /** Makes the last checkpoint, if anything is left to do. Resolves when it is done. */
    stop(): Promise<void> {
      stopped = true
      cancelIdle()
      cancelEnd()
      return moveLog(Number.POSITIVE_INFINITY)
    },
  }
}
