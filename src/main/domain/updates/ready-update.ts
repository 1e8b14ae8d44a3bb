/** What was downloaded and waits: from the start that finds it to the end of a program that installs it. */
import type { UpdateProblem } from '@contract/update-models'
import type { EventLog } from '../diagnostics/event-log'
import type { Target } from './offer'
import type { ReadyUpdate, UpdateFeed, UpdateFiles, UpdateInstaller, UpdateStore } from './ports'
import { compareVersions } from './version'

export function readyUpdate(deps: {
  readonly log: EventLog
  readonly feed: UpdateFeed | null
  readonly files: UpdateFiles
  readonly installer: UpdateInstaller
  readonly store: UpdateStore
  readonly target: Target
}) {
  const { feed, files, installer, log, store, target } = deps
  const keep = (ready: ReadyUpdate | null) => store.set({ ...store.get(), ready })
  const isNewer = ({ version }: ReadyUpdate) => compareVersions(version, target.version) > 0

  /** The file is read once more, and judged by what was signed. */
  async function isAsSigned(ready: ReadyUpdate): Promise<boolean> {
    try {
      const release = await feed?.read(ready.statement)
      const promised = release?.artefacts.find(({ sha512 }) => sha512 === ready.sha512)
      if (release?.version !== ready.version || promised === undefined) return false
      return await files.isGood(ready.file, promised)
    } catch {
      return false // Signed by a key that does not count any more, say.
    }
  }

  return {
    /**
     * At a start: what was installed meanwhile is tidied away.
     *
     * @returns what is to be told of what was not
     */
    async settle(): Promise<UpdateProblem | null> {
      const { ready } = store.get()
      let problem: UpdateProblem | null = null
      if (ready !== null && !isNewer(ready)) {
        keep(null)
        log.info('update installed', { version: target.version })
      } else if (ready?.tried) {
        problem = 'not-installed'
        keep({ ...ready, planned: false, tried: false })
        log.warn('update', { code: problem, version: ready.version })
      }
      await files.clear(store.get().ready?.file ?? null)
      return problem
    },
    /** As `Updates.install`. */
    async install(reopen: boolean): Promise<boolean> {
      const { ready } = store.get()
      if (ready === null || !ready.planned || !isNewer(ready)) return false
      const way = await installer.way()
      if (way === 'by-hand' || way === 'unpack') return false
      if (!(await isAsSigned(ready))) {
        log.warn('update', { code: 'damaged', version: ready.version })
        keep(null)
        await files.clear(null)
        return false
      }
      keep({ ...ready, tried: true })
      return installer.install(files.pathOf(ready.file), reopen)
    },
  }
}
