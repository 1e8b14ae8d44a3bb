/**
 * The link that tests the way from the system to this app. It means nothing and opens nothing: it
 * says only that it has arrived.
 */
const pattern = /^latchkey:\/\/self-test\/?\?n=([A-Za-z0-9_-]{22})$/i

/** @param nonce 16 random bytes as base64url */
export const selfTestLink = (nonce: string) => `latchkey://self-test?n=${nonce}`

/** @returns its nonce; null where the link is another */
export const selfTestOf = (url: string): string | null => pattern.exec(url)?.[1] ?? null
