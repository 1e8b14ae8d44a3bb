import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../../domain/ports'
import { backupFolder } from './backup-name'
import { digestOf } from './digest'
import type { Inspection } from './inspect'
import { type RememberedState, writeState, writeStateLater } from './remembered-state'

/** What is written down may be so much older than the database. */
const delayMs = 500

/** Larger files are read through on another thread, or not at all. */
const longestAtCloseBytes = 32 * 2 ** 20

/** Keeps what is remembered of an open database up with it. */
export interface StateKeeper {
  /** There is something new to remember; soon, and off main. */
  changed(): void
  lastSeen(): number
  setLastSeen(at: number): void
  /** Resolves once the digest is forgotten on the disk: the file may be written from then on. */
  beforeCheckpoint(): Promise<void>
  /** @param digest of the file after a checkpoint; null: it may have changed since */
  checkpointed(digest: string | null): void
  /** @param end closes the database */
  close(end: () => void): void
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
  /** As the disk has it. */
  let written = known.state
  let { complete } = known
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()
  let closed = false

  const present = (): RememberedState => ({ ...facts(), lastSeen, digest })

  /** What cannot be written now is with the next change: nothing of it is worth a fault. */
  async function write(): Promise<void> {
    if (closed) return
    turn += 1
    const mine = turn
    const state = present()
    try {
      await writeStateLater(folder, { turn, state }, () => !closed && turn === mine)
      written = state
      complete = true
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

  function writeNow(state: RememberedState): void {
    turn += 1
    writeState(folder, { turn, state })
    written = state
    complete = true
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
  if (written !== null && written.digest !== digest) {
    const unvouched = { ...written, digest }
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
      if (written === null || written.digest !== null) await writeNext()
    },
    checkpointed(next) {
      digest = next
      void writeNext()
    },
    close(end) {
      if (closed) return
      closed = true
      if (timer !== null) clearTimeout(timer)
      // A folder that was taken away is not made anew.
      const last = existsSync(dirname(file)) ? attempt(present) : null
      const dirty = last !== null && logged(file)
      if (dirty && written?.digest != null) {
        const before = { ...written, digest: null }
        attempt(() => writeNow(before))
      }
      end()
      if (last === null) return
      attempt(() => {
        const kept = dirty ? null : last.digest
        const state = { ...last, digest: kept ?? digestOfSmall(file) }
        if (!complete || !same(state, written)) writeNow(state)
      })
    },
  }
}

/** There is something in its write-ahead log. */
const logged = (file: string) => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Null where somebody else still has it open: the log is emptied into it later. */
function digestOfSmall(file: string): string | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return logged(file) || size > longestAtCloseBytes ? null : digestOf(file)
}

const same = (a: RememberedState, b: RememberedState | null) =>
  JSON.stringify(a) === JSON.stringify(b)
