import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../../domain/ports'
import { backupFolder, digestOf } from './files'
import type { Inspection } from './inspect'
import { type RememberedState, writeState, writeStateLater } from './remembered-state'

/** What is written down may be so much older than the database. */
const delayMs = 500

/** Larger files are read through on another thread, or not at all. */
const longestAtCloseBytes = 32 * 2 ** 20

/** Keeps what is remembered of an open database up with it. */
interface StateKeeper {
  /** There is something new to remember; soon, and off main. */
  changed(): void
  lastSeen(): number
  setLastSeen(at: number): void
  /** Resolves once the digest is forgotten on the disk: the file may be written from then on. */
  beforeCheckpoint(): Promise<void>
  /** @param digest of the file after a checkpoint; null: it may have changed since */
  checkpointed(digest: string | null): void
  /** @param endDatabase closes it */
  close(endDatabase: () => void): void
}

/** @param facts as they are now, of the open database */
export function stateKeeper(
  file: string,
  { known, vouched }: Pick<Inspection, 'known' | 'vouched'>,
  facts: () => Pick<RememberedState, 'commits' | 'seal'>,
  log: Pick<Log, 'error'>,
): StateKeeper {
  const folder = backupFolder(file)
  let { turn } = known
  let lastSeen = known.state?.lastSeen ?? 0
  let digest = vouched ? (known.state?.digest ?? null) : null
  /** As both copies on the disk have it; null: they differ, or no one knows. */
  let written = known.complete ? known.state : null
  /** A copy on the disk may hold a digest. */
  let vouching = known.state?.digest != null
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()
  let closed = false

  const present = (): RememberedState => ({ ...facts(), lastSeen, digest })

  /** What cannot be written now is with the next change: nothing of it is worth a fault. */
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

  // A digest that does not fit is asked about once, and not after a kill again.
  if (known.state !== null && known.state.digest !== digest) {
    const unvouched = { ...known.state, digest }
    attempt(() => writeNow(unvouched))
  }

  return {
    changed,
    lastSeen: () => lastSeen,
    setLastSeen(at) {
      if (at === lastSeen) return
      lastSeen = at
      changed()
    },
    async beforeCheckpoint() {
      digest = null
      // One with a digest may be on its way.
      await writing
      if (vouching) await writeNext()
      if (vouching) throw new Error('the digest of the file could not be forgotten')
    },
    checkpointed(next) {
      digest = next
      void writeNext()
    },
    close(endDatabase) {
      if (closed) return
      closed = true
      if (timer !== null) clearTimeout(timer)
      // A folder that was taken away is not made anew.
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

/** There is something in its write-ahead log. */
const logged = (file: string) => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Null where someone else still has it open: the log is emptied into it later. */
function digestOfSmall(file: string): string | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return logged(file) || size > longestAtCloseBytes ? null : digestOf(file)
}

const same = (a: RememberedState, b: RememberedState | null) =>
  JSON.stringify(a) === JSON.stringify(b)
