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
  /** Somebody has chosen how to begin. */
  chosen(): boolean
  /** Null while the data folder cannot be used; `problem` says why. */
  services(): Services | null
  problem(): StartProblem | null
  /** Opens a profile and remembers the choice. Ends the session in the other one. */
  choose(profile: Profile): Promise<void>
  /** Tries again after a problem. */
  reopen(): Promise<void>
  /** Puts the newest good backup in the place of a database that cannot be read. */
  recover(): Promise<null>
  /** Opens one that can be read though it is not all there, or not as it was left. */
  openAnyway(): Promise<null>
  showDataFolder(): void
  showMailbox(): void
  /** A fresh page takes the place of the app's, which is gone when this resolves. */
  renewPage(): Promise<void>
  readonly keychain: { view(): KeychainView; unlock(): Promise<void> }
  readonly computer: Computer
  readonly links: LinkTests
  readonly platform: 'linux' | 'darwin' | 'win32'
}
