/** Time, randomness, scheduling and the log. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

/** The latest time seen, kept outside the database, so that restored rows don't reset it. */
export interface TimeSeen {
  /** 0: unknown. */
  get(): number
  set(at: number): void
}

export interface Random {
  bytes(length: number): Uint8Array
  /** 16 bytes as 22 characters of base64url. */
  id(): string
}

/** Runs something later. @returns what cancels it */
export type Later = (work: () => void, delayMs: number) => () => void

/** Runs `work` as one SQLite transaction; nested calls join the outer one. */
export type Transaction = <T>(work: () => T) => T

/** Runs `work` once the surrounding transaction commits, at once without one; never on rollback. */
export type AfterCommit = (work: () => void) => void

/** Runs once the transaction is over, committed or rolled back; at once outside of one. */
export type AfterTransaction = (work: () => void) => void

/** Lets other waiting work run: long work is done in slices with pauses in between. */
export type Pause = () => Promise<void>

export interface Log {
  /** Never pass an argument, a token, a password or an address. */
  error(what: string, error?: unknown): void
}
