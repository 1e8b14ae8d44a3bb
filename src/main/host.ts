import { join } from 'node:path'
import { events } from '@contract/events'
import type { StartProblem } from '@contract/models'
import { type Environment, type OpenProfile, openProfile } from './compose'
import type { ProfileChoice } from './desktop/profile-choice'
import type { Windows } from './desktop/windows'
import type { AppHost } from './ipc/host'

const platforms = ['linux', 'darwin', 'win32'] as const

export interface Host extends AppHost {
  /** The first opening, at start. */
  open(): Promise<void>
  close(): void
  receiveLink(url: string): void
  mailHtml(id: string): Promise<string | null>
}

/** Holds the open profile, and opens, changes and closes it; one thing at a time. */
export function appHost(options: {
  readonly dataFolder: string
  readonly environment: Environment
  readonly choice: ProfileChoice
  readonly windows: Windows
  readonly openPath: (path: string) => void
}): Host {
  const { windows, choice, environment } = options
  let open: OpenProfile | null = null
  let problem: StartProblem | null = null
  let turn: Promise<void> = Promise.resolve()
  let linkBeforeOpen: string | null = null
  let announcing = false
  const changed = () => windows.send('app', events.stateChanged)

  const profile = () => choice.get() ?? 'own'
  const folder = () => join(options.dataFolder, profile())

  async function closeOpen(): Promise<void> {
    const closing = open
    open = null
    await closing?.stop()
    closing?.close()
  }

  async function openChosen(): Promise<void> {
    await closeOpen()
    const result = await openProfile(profile(), folder(), environment)
    problem = 'code' in result ? result : null
    if ('code' in result) {
      environment.log.error(`data folder: ${result.code}`)
      return
    }
    open = result
    result.services.onChange(changed)
    result.demo?.onChange(() => {
      windows.showQuietly('mailbox')
      windows.send('mailbox', events.mailboxChanged)
    })
    if (linkBeforeOpen !== null) result.services.link.receive(linkBeforeOpen)
    linkBeforeOpen = null
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work, work)
    return turn
  }

  /** Once for all that came together: the last counts, and a flood of links is one. */
  function announceLink(): void {
    announcing = false
    windows.show('app')
    windows.send('app', events.linkArrived)
  }

  return {
    platform: platforms.find((name) => name === process.platform) ?? 'linux',
    settled: () => turn,
    profile,
    chosen: () => choice.get() !== null,
    services: () => open?.services ?? null,
    problem: () => problem,
    open: () => inTurn(openChosen),
    reopen: () => inTurn(openChosen),
    close: () => open?.close(),
    choose: (next) =>
      inTurn(async () => {
        const same = next === profile() && open !== null
        choice.set(next)
        if (next === 'own') windows.close('mailbox')
        if (!same) await openChosen()
        changed()
      }),
    showDataFolder: () => options.openPath(folder()),
    showMailbox() {
      if (open?.demo) windows.show('mailbox')
    },
    receiveLink(url) {
      if (open === null) {
        linkBeforeOpen = url
        return
      }
      open.services.link.receive(url)
      if (announcing) return
      announcing = true
      setImmediate(announceLink)
    },
    mailHtml: async (id) => open?.demo?.html(id) ?? null,
  }
}
