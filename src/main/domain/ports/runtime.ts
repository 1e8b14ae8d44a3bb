/** Time, chance, turns and the log. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

/** The latest time that was seen, kept outside the database: no row that is restored takes it along. */
export interface TimeSeen {
  /** 0: none is known. */
  get(): number
  set(at: number): void
}

export interface Random {
  bytes(length: number): Uint8Array
  /** 16 bytes as 22 characters of base64url. */
  id(): string
}

/** Runs something later, and can be called off. */
export type Later = (work: () => void, delayMs: number) => () => void

/** Runs `work` as one SQLite transaction; nested calls join the outer one. */
export type Transaction = <T>(work: () => T) => T

/** Runs `work` once the transaction around it is committed, at once without one; never if undone. */
export type AfterCommit = (work: () => void) => void

/** Runs once the transaction is over, whether it held or was undone; at once outside of one. */
export type AfterTransaction = (work: () => void) => void

/** Lets everything else that waits have its turn: long work is done in slices between pauses. */
export type Pause = () => Promise<void>

export interface Log {
  /** Never given an argument, a token, a password or an address. */
  error(what: string, error?: unknown): void
}
