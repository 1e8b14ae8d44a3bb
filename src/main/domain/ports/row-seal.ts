import type { SecretKey } from '../ids'

/** What the database itself and the remembered state outside of it both know of the last seal. */
export interface SealMark {
  /** The commit that was sealed. */
  readonly at: number
  /** HMAC-SHA-256 under the seal's key, base64url. */
  readonly mac: string
}

/**
 * The seal over the rows that decide who gets in: open link requests with their tries, addresses that wait
 * to be proven, and the owner's role. Each waiting mail has one of its own.
 *
 * Its key comes from the keychain. Until that was asked, rows change as ever, and what they were is kept
 * for `holds`.
 */
export interface RowSeal {
  /** They are under seal, and no other program has written since that was looked at. */
  intact(): boolean
  /** Whether the rows are those that were sealed last under this key. Within a transaction. */
  holds(key: SecretKey): boolean
  /**
   * Seals the rows as they are now; each commit does so from then on. Within a transaction.
   *
   * @param mails which waiting mails are sealed with them: those of this run, or all
   */
  seal(key: SecretKey, mails: 'of-this-run' | 'all'): void
}
