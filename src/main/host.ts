import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile, StartProblem } from '@contract/models'
import type { OpenProfile } from './compose/build'
import type { DesktopEnvironment } from './compose/environment'
import { givesWay, openProfile, recoverProfile } from './compose/profile'
import type { Windows } from './desktop/windows'
import type { LinkTests } from './domain/computer/link-test'
import { emitter } from './domain/emitter'
import { DomainFailure } from './domain/failure'
import type { Computer } from './domain/ports/system'
import type { AppHost } from './ipc/host'

const platforms = ['linux', 'darwin', 'win32'] as const

export interface Host extends AppHost {
  /** The first opening, at the start. */
  open(): Promise<void>
  close(): void
  receiveLink(url: string): void
  mailHtml(id: string): Promise<string | null>
  /** Called when a session begins or ends, with whether one is open. */
  onSession(listener: (open: boolean) => void): void
  /** Before quitting: nothing copied is left in the clipboard. */
  clearClipboard(): Promise<void>
  /** Before quitting: ends the session and stops sending emails, but waits for one being sent. */
  endMail(): Promise<void>
}

/** Holds the open profile, and opens, switches and closes profiles one at a time. */
export function appHost(options: {
  readonly dataFolder: string
  readonly environment: DesktopEnvironment
  readonly choice: ProfileChoice
  readonly windows: Windows
  readonly openPath: (path: string) => void
  readonly computer: Computer
  readonly links: LinkTests
}): Host {
  const { windows, choice, environment } = options
  let open: OpenProfile | null = null
  let problem: StartProblem | null = null
  let turn: Promise<void> = Promise.resolve()
  let linkBeforeOpen: string | null = null
  let announcing = false
  const sessionChanged = emitter<[open: boolean]>()
  const changed = () => {
    windows.send('app', 'state-changed')
    sessionChanged.emit((open?.services.session() ?? null) !== null)
  }

  const { keychain } = environment
  keychain.onChange(() => {
    changed()
    if (keychain.view() === 'ready') void open?.services.keychainOpened()
  })
  options.links.onChange(() => windows.send('app', 'computer-changed'))

  const profile = () => choice.get() ?? 'own'
  const folder = () => join(options.dataFolder, profile())

  async function closeOpen(): Promise<void> {
    const closing = open
    open = null
    await closing?.stop()
    closing?.close()
  }

  async function openChosen(anyway = false): Promise<void> {
    await closeOpen()
    const result = await openProfile(profile(), folder(), environment, anyway)
    problem = 'code' in result ? result : null
    if ('code' in result) {
      environment.log.error(`data folder: ${result.code}`)
      return
    }
    open = result
    result.services.onChange(changed)
    result.services.locker.onLocking(() => windows.send('app', 'locking'))
    result.services.locker.onLocked(() => void windows.renew('app'))
    result.services.onVaultChange(() => windows.send('app', 'vault-changed'))
    result.demo?.onChange(() => {
      windows.showQuietly('mailbox')
      windows.send('mailbox', 'mailbox-changed')
    })
    if (linkBeforeOpen !== null) result.services.link.receive(linkBeforeOpen)
    linkBeforeOpen = null
  }

  /** Serializes opening and closing. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work, work)
    return turn
  }

  /** Opens the profile again, and calls `work` only if the database still can't be used. */
  async function afterProblem(work: (problem: StartProblem) => Promise<void>): Promise<null> {
    const result = enqueue(async () => {
      if (open !== null) return
      await openChosen()
      if (problem !== null) await work(problem)
    })
    // The error goes to this call only; the next one in the queue starts fresh.
    turn = result.catch(() => {})
    await result
    changed()
    return null
  }

  /** @throws DomainFailure BACKUP_GONE, and disk errors; nothing has been moved then */
  const recover = () =>
    afterProblem(async (problem) => {
      if (!givesWay(problem)) return
      if (!(await recoverProfile(folder(), problem, environment)))
        throw new DomainFailure('BACKUP_GONE')
      await openChosen()
    })

  /** @throws disk errors; nothing has been opened then */
  const openAnyway = () =>
    afterProblem(async (problem) => {
      if (problem.readable !== undefined) await openChosen(true)
    })

  /** Called once for links that arrive together, so that a flood counts as one. The last one is used. */
  function announceLink(): void {
    announcing = false
    windows.show('app')
    windows.send('app', 'link-arrived')
  }

  return {
    platform: platforms.find((name) => name === process.platform) ?? 'linux',
    settled: () => turn,
    profile,
    chosen: () => choice.get() !== null,
    services: () => open?.services ?? null,
    problem: () => problem,
    open: () => enqueue(() => openChosen()),
    reopen: () => enqueue(() => openChosen()),
    close: () => open?.close(),
    choose: (next) =>
      enqueue(async () => {
        const same = next === profile() && open !== null
        choice.set(next)
        if (next === 'own') windows.close('mailbox')
        if (!same) await openChosen()
        changed()
      }),
    recover,
    openAnyway,
    showDataFolder: () => options.openPath(folder()),
    showMailbox() {
      if (open?.demo) windows.show('mailbox')
    },
    renewPage: () => windows.renew('app'),
    keychain,
    computer: options.computer,
    links: options.links,
    receiveLink(url) {
      if (options.links.arrived(url)) return
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
    onSession: sessionChanged.on,
    clearClipboard: async () => open?.services.clearClipboard(),
    endMail: async () => open?.stop(),
  }
}

/** The profile to open at the next start; null until someone has chosen. */
interface ProfileChoice {
  get(): Profile | null
  set(profile: Profile): void
}

export function profileChoice(folder: string): ProfileChoice {
  const file = join(folder, 'profile.json')
  return {
    get() {
      try {
        const { profile } = JSON.parse(readFileSync(file, 'utf8')) as { profile?: unknown }
        return profile === 'own' || profile === 'demo' ? profile : null
      } catch {
        return null // it doesn't exist yet
      }
    },
    set(profile) {
      // Renamed into place: a crash leaves either the old or the new choice.
      writeFileSync(`${file}.new`, JSON.stringify({ profile }), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
