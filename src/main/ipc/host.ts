import type { Profile, StartProblem } from '@contract/models'
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
  showDataFolder(): void
  showMailbox(): void
  readonly platform: 'linux' | 'darwin' | 'win32'
}
