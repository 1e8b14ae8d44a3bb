import { hourMs } from '@contract/limits'
import type { UpdateProblem, UpdatesView, UpdateView } from '@contract/program-models'
import { emitter } from '../emitter'
import type { Clock, Later } from '../ports'
import type { EventLog } from '../ports/diagnostics'
import {
  type Artefact,
  type Release,
  UpdateFailure,
  type UpdateFeed,
  type UpdateFiles,
  type UpdateInstaller,
  type UpdateStore,
} from '../ports/updates'
import { offerOf, type Target } from './offer'
import { readyUpdate } from './ready-update'

const every = 24 * hourMs
/** After a failed check or download. */
const again = 4 * hourMs
/** A start has other things to do. */
const afterStart = 2 * 60_000
/** How long the owner can read that the app checks for updates, before it does so on its own. */
const grace = 24 * hourMs
const progressEvery = 500

type UpdateFacts = Omit<UpdatesView, 'mayChange' | 'busy'>

/** The updates on this computer, for all profiles. */
export interface Updates {
  /** Starts checking automatically, if that is wanted. */
  start(): Promise<void>
  stop(): void
  facts(): Promise<UpdateFacts>
  /** The owner sees the page that says the app checks for updates. */
  shown(): void
  set(enabled: boolean): void
  /** Resolves when the check is done; a download continues. */
  check(): Promise<void>
  /** Resolves when nothing is being downloaded. */
  downloaded(): Promise<void>
  /** @throws UpdateFailure storage; then nothing has changed */
  plan(install: boolean): void
  show(): void
  /**
   * When the app closes. Checks file and statement once more, since they may be weeks old.
   *
   * @returns whether an installation was started
   */
  install(reopen: boolean): Promise<boolean>
  onChange(listener: () => void): void
}

interface Offer {
  readonly statement: string
  readonly release: Release
  readonly artefact: Artefact
  received: number
}

interface Needs {
  readonly clock: Clock
  readonly later: Later
  readonly log: EventLog
  /** Null: this version was built without one. */
  readonly feed: UpdateFeed | null
  readonly files: UpdateFiles
  readonly installer: UpdateInstaller
  readonly store: UpdateStore
  readonly target: Target
}

export function updates(deps: Needs): Updates {
  const { clock, feed, files, installer, log, store, target } = deps
  const ready = readyUpdate(deps)
  let checking: Promise<void> | null = null
  let downloading: Offer | null = null
  let transfer: Promise<void> = Promise.resolve()
  let problem: UpdateProblem | null = null
  const changed = emitter()
  let stopTimer: () => void = () => {}
  let aborted = new AbortController()

  const remember = (changes: Partial<ReturnType<UpdateStore['get']>>) =>
    store.set({ ...store.get(), ...changes })

  function schedule(delayMs: number): void {
    stopTimer()
    const { enabled, shownAt, acknowledged } = store.get()
    if (feed === null || !enabled || shownAt === null) return
    const earliest = acknowledged ? 0 : shownAt + grace - clock.now()
    stopTimer = deps.later(() => void check(), Math.max(delayMs, earliest))
  }

  function untilNext(): number {
    const { checkedAt } = store.get()
    if (checkedAt === null) return afterStart
    // A clock that was set back must not delay the check for years.
    const left = checkedAt + every - clock.now()
    return Math.max(afterStart, Math.min(left, every))
  }

  /** @returns what to download, or null */
  async function look(from: UpdateFeed): Promise<Offer | null> {
    const statement = await from.newest()
    const release = await from.read(statement)
    const memory = store.get()
    const way = await installer.way()
    const artefact = offerOf(release, memory, target, way, clock.now())
    const { version, issuedAt } = release
    remember({ checkedAt: clock.now(), seenVersion: version, seenIssuedAt: issuedAt })
    problem = null
    log.info('update check', { version, state: artefact === null ? 'newest' : 'offered' })
    if (artefact === null) return null
    const kept = store.get().ready
    if (kept?.version === version && kept.sha512 === artefact.sha512) {
      // Signed again: only the newest statement about it counts.
      remember({ ready: { ...kept, statement, refused: null } })
      return null
    }
    return { statement, release, artefact, received: 0 }
  }

  async function download(offer: Offer): Promise<void> {
    const { statement, release, artefact } = offer
    const { version, notes, publishedAt } = release
    const { size, sha512 } = artefact
    let lastShown = 0
    const progress = (received: number) => {
      offer.received = received
      if (clock.now() - lastShown < progressEvery) return
      lastShown = clock.now()
      changed.emit()
    }
    const file = await files.fetch(version, artefact, progress, aborted.signal)
    const facts = { version, notes, publishedAt, file, size, sha512, statement }
    remember({ ready: { ...facts, planned: false, tried: false, refused: null } })
    log.info('update downloaded', { version, bytes: size })
    await files.clear(file)
  }

  /** @returns null if it failed; the failure is reported */
  async function orProblem<T>(work: () => Promise<T>): Promise<T | null> {
    const { signal } = aborted
    try {
      return await work()
    } catch (error) {
      // Turned off in the meantime: nothing failed.
      if (signal.aborted) return null
      problem = error instanceof UpdateFailure ? error.code : 'storage'
      if (error instanceof UpdateFailure) log.warn('update', { code: error.code })
      else log.error('update', error)
      schedule(again)
      return null
    }
  }

  async function attempt(from: UpdateFeed): Promise<void> {
    schedule(every)
    const offer = await orProblem(() => look(from))
    if (offer === null || aborted.signal.aborted) return
    downloading = offer
    transfer = orProblem(() => download(offer)).then(() => {
      downloading = null
      changed.emit()
    })
  }

  function check(): Promise<void> {
    if (feed === null || downloading !== null) return Promise.resolve()
    if (aborted.signal.aborted) aborted = new AbortController()
    checking ??= attempt(feed).finally(() => {
      checking = null
      changed.emit()
    })
    changed.emit()
    return checking
  }

  async function updateView(): Promise<UpdateView | null> {
    const way = await installer.way()
    if (downloading !== null) {
      const { release, artefact, received } = downloading
      const { version, notes, publishedAt } = release
      return {
        version,
        notes,
        publishedAt,
        size: artefact.size,
        received,
        state: 'downloading',
        way,
      }
    }
    const kept = store.get().ready
    if (kept === null) return null
    const { version, notes, publishedAt, size, planned } = kept
    const state = planned ? 'planned' : 'ready'
    return { version, notes, publishedAt, size, received: size, state, way }
  }

  return {
    async start() {
      problem = await ready.checkInstalled()
      schedule(untilNext())
      changed.emit()
    },
    stop() {
      stopTimer()
      aborted.abort()
    },
    async facts() {
      const { enabled, acknowledged, checkedAt } = store.get()
      return {
        version: target.version,
        host: feed?.host ?? null,
        enabled: feed !== null && enabled,
        acknowledged,
        checking: checking !== null,
        checkedAt,
        problem,
        update: await updateView(),
      }
    },
    shown() {
      if (feed === null || store.get().shownAt !== null) return
      remember({ shownAt: clock.now() })
      schedule(untilNext())
    },
    set(enabled) {
      remember({ enabled, acknowledged: true, shownAt: store.get().shownAt ?? clock.now() })
      stopTimer()
      if (enabled) schedule(untilNext())
      else {
        aborted.abort()
        problem = null
      }
      changed.emit()
    },
    check,
    downloaded: () => transfer,
    plan(install) {
      const kept = store.get().ready
      if (kept === null) return
      remember({ ready: { ...kept, planned: install } })
      if (problem === 'not-installed') problem = null
      changed.emit()
    },
    show() {
      const kept = store.get().ready
      if (kept !== null) installer.show(files.pathOf(kept.file))
    },
    install: ready.install,
    onChange: changed.on,
  }
}
