/** The parts that belong to the computer, whichever profile is open. */

import { join } from 'node:path'
import { nodeRandom } from '../adapters/crypto/cipher'
import { schemaVersion } from '../adapters/sqlite/schema'
import { httpsFeed } from '../adapters/updates/feed'
import { builtInFeed, type FeedConfig } from '../adapters/updates/feed-config'
import { updateFiles } from '../adapters/updates/files'
import { type InstallerOptions, updateInstaller } from '../adapters/updates/install'
import { updateStateFile } from '../adapters/updates/state-file'
import { type LinkTests, linkTests } from '../domain/computer/link-test'
import type { Clock } from '../domain/ports'
import type { EventLog } from '../domain/ports/diagnostics'
import type { LinkSystem } from '../domain/ports/system'
import { type Updates, updates } from '../domain/updates/updates'
import { later } from './environment'

export { fileLog as openLog } from '../adapters/log'
export { workerDatabaseChecker } from '../adapters/sqlite/off-main'

/** The link tests. They belong to the installation, not to a profile. */
export const linksOf = (system: LinkSystem): LinkTests =>
  linkTests({ system, clock: { now: () => performance.now() }, later, random: nodeRandom })

/**
 * The updates of this computer.
 *
 * @param options.executable the file that runs this program; null if it wasn't installed
 * @param options.feed replaces the built-in feed in tests
 */
export function computerUpdates(options: {
  /** The folder with the data of all profiles. */
  readonly dataFolder: string
  readonly version: string
  readonly clock: Clock
  readonly log: EventLog
  readonly executable: string | null
  readonly feed?: FeedConfig
  readonly installing: Pick<InstallerOptions, 'args' | 'forOthers' | 'relaunch' | 'show'>
}): Updates {
  const { dataFolder, version, clock, log, executable, installing } = options
  const folder = join(dataFolder, 'updates')
  const { platform, arch } = process
  const config = options.feed ?? builtInFeed()
  const agent = `Latchkey/${version} (${platform} ${arch})`
  return updates({
    clock,
    later,
    log,
    feed: httpsFeed(config, agent),
    files: updateFiles({ folder, agent, ca: config.ca }),
    installer: updateInstaller({ ...installing, dataFolder, executable, platform }),
    store: updateStateFile(join(folder, 'state.json')),
    target: { version, dataVersion: schemaVersion, platform, arch },
  })
}
