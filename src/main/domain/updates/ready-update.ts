/** A downloaded update, from the start that finds it until it is installed when the app closes. */
import type { UpdateProblem } from '@contract/program-models'
import type { Clock } from '../ports'
import type { EventLog } from '../ports/diagnostics'
import {
  type ReadyUpdate,
  UpdateFailure,
  type UpdateFeed,
  type UpdateFiles,
  type UpdateInstaller,
  type UpdateStore,
} from '../ports/updates'
import { compareVersions, offerOf, type Target } from './offer'

/** Problems that only time has caused. A newly signed statement or a corrected clock may resolve them. */
const passing: ReadonlySet<UpdateProblem> = new Set(['outdated', 'clock', 'rollback'])

export function readyUpdate(deps: {
  readonly clock: Clock
  readonly log: EventLog
  readonly feed: UpdateFeed | null
  readonly files: UpdateFiles
  readonly installer: UpdateInstaller
  readonly store: UpdateStore
  readonly target: Target
}) {
  const { clock, feed, files, installer, log, store, target } = deps
  const keep = (ready: ReadyUpdate | null) => store.set({ ...store.get(), ready })
  const isNewer = ({ version }: ReadyUpdate) => compareVersions(version, target.version) > 0

  /**
   * Checks the signed statement as if it had just arrived, against what was seen since and the
   * current time.
   *
   * @returns why it isn't installed now; null: it may be installed
   */
  async function objection(ready: ReadyUpdate): Promise<UpdateProblem | null> {
    try {
      const release = await feed?.read(ready.statement)
      if (release?.version !== ready.version) return 'damaged'
      const way = await installer.way()
      const promised = offerOf(release, store.get(), target, way, clock.now())
      if (promised?.sha512 !== ready.sha512) return 'damaged'
      return (await files.isGood(ready.file, promised)) ? null : 'damaged'
    } catch (error) {
      return error instanceof UpdateFailure ? error.code : 'damaged'
    }
  }

  return {
    /**
     * At a start: removes the files of an installed update.
     *
     * @returns the problem to report if it wasn't installed
     */
    async checkInstalled(): Promise<UpdateProblem | null> {
      const { ready } = store.get()
      let problem: UpdateProblem | null = null
      if (ready !== null && !isNewer(ready)) {
        keep(null)
        log.info('update installed', { version: target.version })
      } else if (ready?.tried) {
        problem = 'not-installed'
        keep({ ...ready, planned: false, tried: false })
        log.warn('update', { code: problem, version: ready.version })
      } else if (ready?.refused) {
        problem = ready.refused
        keep({ ...ready, refused: null })
      }
      await files.clear(store.get().ready?.file ?? null)
      return problem
    },
    /** See `Updates.install`. */
    async install(reopen: boolean): Promise<boolean> {
      const { ready } = store.get()
      if (ready === null || !ready.planned || !isNewer(ready)) return false
      const way = await installer.way()
      if (way === 'by-hand' || way === 'unpack') return false
      const code = await objection(ready)
      if (code !== null) {
        log.warn('update', { code, version: ready.version })
        // Reported at the next start. An update that may become valid again stays, for the owner to
        // decide anew.
        keep(passing.has(code) ? { ...ready, planned: false, refused: code } : null)
        await files.clear(store.get().ready?.file ?? null)
        return false
      }
      keep({ ...ready, tried: true })
      return installer.install(files.pathOf(ready.file), reopen)
    },
  }
}
