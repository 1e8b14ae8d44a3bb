import type { EmailAddress } from '../ids'
import type { Cipher } from '../ports'

const label = new TextEncoder().encode('latchkey/link-address/v1')

/**
 * Says in a token to which address its mail went, in the form it was sent to. An address that is
 * put into the row for the moment of sending, and taken out again, makes no link good.
 * @returns 32 bytes, base64url
 */
export function linkAddress(cipher: Pick<Cipher, 'mac'>, email: EmailAddress): string {
  return cipher.mac(label, email)
}
