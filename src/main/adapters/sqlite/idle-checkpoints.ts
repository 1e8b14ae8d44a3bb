import type { Later, Log } from '../../domain/ports'
import type { BackupWork } from './backup-work'
import type { Stores } from './index'

/** Without a commit for so long, the log is moved into the file. */
const idleMs = 5_000

/** What is read through after every pause in someone's work; larger files when the work ends. */
const digestWhenIdleBytes = 64 * 2 ** 20

export interface IdleCheckpoints {
  /** The last one, if there is anything left to do. Resolves when it is done. */
  stop(): Promise<void>
}

/**
 * Empties the write-ahead log, on another thread, whenever no one writes for some seconds and when a
 * session ends: what is only in the log is lost with its first damaged frame, and what was deleted from
 * the file stays in the log.
 */
export function idleCheckpoints(deps: {
  readonly file: string
  readonly stores: Pick<Stores, 'beforeCheckpoint' | 'checkpointed' | 'commits' | 'onCommit'>
  readonly work: Pick<BackupWork, 'checkpoint'>
  readonly sessions: { onEnd(listener: () => void): void }
  readonly later: Later
  readonly log: Log
}): IdleCheckpoints {
  const { file, stores, work, later, log } = deps
  let cancelIdle = () => {}
  let cancelEnd = () => {}
  let turn = Promise.resolve()
  let stopped = false
  /** Commits that are in the file, and whether it was read through with them. */
  let done = { commits: -1, digest: false }

  function whenIdle(): void {
    cancelIdle()
    if (!stopped) cancelIdle = later(() => void settle(digestWhenIdleBytes), idleMs)
  }

  function settle(digestUpTo: number): Promise<void> {
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
      // The log stays as it is: the next pause tries again.
      log.error('checkpoint', error)
    }
  }

  stores.onCommit(whenIdle)
  deps.sessions.onEnd(() => {
    cancelEnd()
    // In its own turn: what ends the session may write something more about it.
    if (!stopped) cancelEnd = later(() => void settle(Number.POSITIVE_INFINITY), 0)
  })

  return {
    stop() {
      stopped = true
      cancelIdle()
      cancelEnd()
      return settle(Number.POSITIVE_INFINITY)
    },
  }
}
