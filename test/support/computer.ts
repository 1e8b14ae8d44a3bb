/** What belongs to the computer around a world: updates, log and diagnostics. */
import { join } from 'node:path'
import type { KeychainView, LinkHandler } from '@contract/program-models'
import { fileLog } from '../../src/main/adapters/log/index.ts'
import { checkWhole } from '../../src/main/adapters/sqlite/backup-read.ts'
import { updateFiles } from '../../src/main/adapters/updates/files.ts'
import { updateStateFile } from '../../src/main/adapters/updates/state-file.ts'
import { diagnosticsUseCases } from '../../src/main/domain/diagnostics/index.ts'
import type { UpdateFeed } from '../../src/main/domain/ports/updates.ts'
import { updates } from '../../src/main/domain/updates/updates.ts'
import { updateUseCases } from '../../src/main/domain/updates/use-cases.ts'
import type { ProgramUseCases } from '../../src/main/ipc/dispatch.ts'
import { fakeDesktop } from '../fakes/desktop.ts'
import { temporaryFolder, type World } from '../world.ts'

export interface Computer extends ProgramUseCases {
  readonly log: ReturnType<typeof fileLog>
  readonly desktop: ReturnType<typeof fakeDesktop>
  /** How often the app was told to restart. */
  readonly restarts: () => number
}

/** @param w null if the data can't be opened */
export function computerOf(
  w: World | null,
  options: {
    readonly feed?: UpdateFeed
    readonly demo?: boolean
    readonly links?: LinkHandler['state']
    readonly keychain?: KeychainView
  } = {},
): Computer {
  const folder = w?.folder ?? temporaryFolder()
  const clock = w?.clock ?? { now: () => Date.UTC(2026, 10, 21, 9) }
  const log = fileLog({ folder: join(folder, 'logs'), home: '/home/ada', now: clock.now })
  const desktop = fakeDesktop()
  let restarts = 0
  return {
    log,
    desktop,
    restarts: () => restarts,
    updates: updateUseCases(
      updates({
        clock,
        later: () => () => {},
        log,
        feed: options.feed ?? null,
        files: updateFiles({ folder: join(folder, 'updates'), agent: 'test', ca: undefined }),
        installer: {
          way: () => Promise.resolve('by-hand'),
          install: () => Promise.resolve(false),
          show: () => {},
        },
        store: updateStateFile(join(folder, 'updates', 'state.json')),
        target: { version: '0.1.0', dataVersion: 3, platform: 'linux', arch: 'x64' },
      }),
      {
        role: () => w?.app.session()?.role ?? null,
        demo: () => options.demo ?? false,
        busy: () => w?.app.link.hasWaiting() ?? false,
      },
      () => {
        restarts += 1
      },
    ),
    diagnostics: diagnosticsUseCases({
      clock,
      desktop,
      computer: {
        facts: () => Promise.resolve([['latchkey', '0.1.0']]),
        folder: () => Promise.resolve({ private: true, writable: true }),
        freeBytes: () => Promise.resolve(5 * 1024 ** 3),
        linkHandler: async () => options.links ?? 'ours',
        keychain: () => options.keychain ?? 'ready',
        sandboxed: true,
        packaged: true,
        keychainName: () => 'gnome_libsecret',
      },
      database: { check: async () => checkWhole(join(folder, 'latchkey.sqlite')) },
      log,
      redact: log.redact,
      profile: async () => (await w?.app.diagnostics()) ?? null,
      problem: () => (w === null ? 'DATABASE_CORRUPT' : null),
    }),
  }
}
