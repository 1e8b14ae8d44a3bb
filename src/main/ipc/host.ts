import type { Profile, StartProblem } from '@contract/models'
import type { KeychainView } from '@contract/program-models'
import type { LinkTests } from '../domain/computer/link-test'
import type { Computer } from '../domain/ports/system'
import type { Services } from '../domain/services'

/** The app around the services: which profile is open, and the desktop. */
export interface AppHost {
  /** Resolves when no profile is being opened or closed. */
  settled(): Promise<void>
  profile(): Profile
  /** Whether someone has chosen how to begin. */
  chosen(): boolean
  /** Null while the data folder can't be used; `problem` says why. */
  services(): Services | null
  problem(): StartProblem | null
  /** Opens a profile and remembers the choice. Ends the session in the other profile. */
  choose(profile: Profile): Promise<void>
  /** Opens the profile again after a problem. */
  reopen(): Promise<void>
  /** Replaces a database that can't be used with the newest good backup. */
  recover(): Promise<null>
  /** Opens a database that can be read but has lost commits or was altered. */
  openAnyway(): Promise<null>
  showDataFolder(): void
  showMailbox(): void
  /** Replaces the app's page with a fresh one. Resolves when the old one is gone. */
  renewPage(): Promise<void>
  readonly keychain: { view(): KeychainView; unlock(): Promise<void> }
  readonly computer: Computer
  readonly links: LinkTests
  readonly platform: 'linux' | 'darwin' | 'win32'
}
