import type { ComputerSettings, ComputerView, LinkHandler } from '@contract/desktop-models'

/** The computer around the app, as far as it can be set from here. */
export interface Computer {
  can(): Promise<ComputerView['can']>
  settings(): Promise<ComputerSettings>
  /** Keeps them and does what they say. Throws what the disk says. */
  apply(next: ComputerSettings): Promise<void>
}

/** How the system treats this app's links. */
export interface LinkDoor {
  handler(): Promise<LinkHandler>
  /** Makes this app the one that opens them. Throws where the system does not let it. */
  repair(): Promise<void>
  /** Gives the system a link to open. Throws where it does not take it. */
  open(link: string): Promise<void>
  /** Brings the window to the front. @returns whether it got there */
  comeToFront(): Promise<boolean>
  /** When a link last started the app; null: none has yet. */
  startedByLinkAt(): number | null
}
