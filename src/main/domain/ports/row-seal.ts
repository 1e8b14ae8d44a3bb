import type { SecretKey } from '../ids'

/** The last seal, as it is remembered outside the database. */
export interface SealMark {
  /** The commit that was sealed. */
  readonly at: number
  /** HMAC-SHA-256 under the seal's key, base64url. */
  readonly mac: string
}

/**
 * The seal over the rows that decide who gets in: open link requests with their tries, addresses that wait
 * to be confirmed, and the owner's role. Each waiting mail has a MAC of its own.
 *
 * The key comes from the keychain. Until it is known, rows change as usual, and their earlier values
 * are noted for `holds`.
 */
export interface RowSeal {
  /** The rows are under seal, and no other program has written since that was checked. */
  intact(): boolean
  /** Whether the rows are the ones last sealed under this key. Within a transaction. */
  holds(key: SecretKey): boolean
  /**
   * Seals the rows as they are now; each commit does so from then on. Within a transaction.
   *
   * @param mails which waiting mails get a MAC: those queued in this run, or all
   */
  seal(key: SecretKey, mails: 'of-this-run' | 'all'): void
}
