import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../../domain/ports'
import { backupFolder, digestOf } from './files'
import type { Inspection } from './inspect'
import { type RememberedState, writeState, writeStateLater } from './remembered-state'

/** The state on disk may be this much older than the database. */
const delayMs = 500

/** Larger files get their digest on another thread, or none. */
const longestAtCloseBytes = 32 * 2 ** 20

/**
 * Keeps the remembered state of an open database up to date.
 *
 * @param facts returns the current values of the open database
 */
export function stateKeeper(
  file: string,
  { known, vouched }: Pick<Inspection, 'known' | 'vouched'>,
  facts: () => Pick<RememberedState, 'commits' | 'seal'>,
  log: Pick<Log, 'error'>,
) {
  const folder = backupFolder(file)
  let { turn } = known
  let lastSeen = known.state?.lastSeen ?? 0
  let digest = vouched ? (known.state?.digest ?? null) : null
  /** The state that both copies on disk hold; null if they differ or it isn't known. */
  let written = known.complete ? known.state : null
  /** Whether a copy on disk may hold a digest. */
  let vouching = known.state?.digest != null
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()
  let closed = false

  const present = (): RememberedState => ({ ...facts(), lastSeen, digest })

  /** A failed write is made up for by the next change, so it isn't worth an error. */
  async function write(): Promise<void> {
    if (closed) return
    turn += 1
    const mine = turn
    try {
      const state = present()
      begin(state)
      await writeStateLater(folder, { turn, state }, () => !closed && turn === mine)
      if (!closed) end(state)
    } catch (error) {
      if (!closed) log.error('remembered state', error)
    }
  }

  function writeNext(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }

  /** There is something new to remember. It is written soon, without blocking main. */
  function changed(): void {
    if (closed || timer !== null) return
    timer = setTimeout(() => void writeNext(), delayMs)
    timer.unref()
  }

  function begin({ digest: next }: RememberedState): void {
    written = null
    vouching ||= next !== null
  }

  function end(state: RememberedState): void {
    written = state
    vouching = state.digest !== null
  }

  function writeNow(state: RememberedState): void {
    turn += 1
    begin(state)
    writeState(folder, { turn, state })
    end(state)
  }

  function attempt<T>(work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      log.error('remembered state', error)
      return null
    }
  }

  // Ask about a digest that doesn't match only once, even if the app is killed.
  if (known.state !== null && known.state.digest !== digest) {
    const unvouched = { ...known.state, digest }
    attempt(() => writeNow(unvouched))
  }

  return {
    changed,
    lastSeen: (): number => lastSeen,
    setLastSeen(at: number) {
      if (at === lastSeen) return
      lastSeen = at
      changed()
    },
    /** Resolves once no digest is stored on disk any more: from then on the file may be written. */
    async beforeCheckpoint(): Promise<void> {
      digest = null
      // A write with a digest may be in progress.
      await writing
      if (vouching) await writeNext()
      if (vouching) throw new Error('the digest of the file could not be forgotten')
    },
    /** @param digest of the file after a checkpoint; null if it may have changed since */
    checkpointed(next: string | null) {
      digest = next
      void writeNext()
    },
    /** @param endDatabase closes the database */
    close(endDatabase: () => void) {
      if (closed) return
      closed = true
      if (timer !== null) clearTimeout(timer)
      // Don't recreate a folder that has been removed.
      const last = existsSync(dirname(file)) ? attempt(present) : null
      const dirty = last !== null && logged(file)
      if (dirty && vouching) attempt(() => writeNow({ ...last, digest: null }))
      endDatabase()
      if (last === null) return
      attempt(() => {
        const kept = dirty ? null : last.digest
        const state = { ...last, digest: kept ?? digestOfSmall(file) }
        if (!same(state, written)) writeNow(state)
      })
    },
  }
}

/** Whether the write-ahead log has anything in it. */
const logged = (file: string) => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Null if another connection still has the file open: the log will be moved into it later. */
function digestOfSmall(file: string): string | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return logged(file) || size > longestAtCloseBytes ? null : digestOf(file)
}

const same = (a: RememberedState, b: RememberedState | null) =>
  JSON.stringify(a) === JSON.stringify(b)
