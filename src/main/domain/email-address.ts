import type { EmailAddress, EmailKey } from './ids'

// RFC 5321 4.5.3.1: local part 64 octets, path 256 with its angle brackets.
const maxLocalOctets = 64
const maxOctets = 254

/** Dot-atom of RFC 5322 with the international letters of RFC 6532; no quoted strings. */
const local = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

const octets = (text: string) => new TextEncoder().encode(text).length

/**
 * Reads an address as a person types it: trims it and composes letters (NFC).
 * @returns null for anything but one plain address
 */
export function parseEmail(text: string): EmailAddress | null {
  const address = text.trim().normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || octets(address) > maxOctets) return null
  const name = address.slice(0, at)
  const labels = address.slice(at + 1).split('.')
  if (octets(name) > maxLocalOctets || !local.test(name)) return null
  if (!labels.every((part) => label.test(part))) return null
  return address as EmailAddress
}

/**
 * The form in which addresses are compared: lower case. Addresses that some mail server
 * distinguishes by case share one key. That is harmless, since emails go to the stored form
 * (CVE-2019-19844 was an email sent to the typed form).
 */
export function emailKey(address: EmailAddress): EmailKey {
  return address.toLowerCase().normalize('NFC') as EmailKey
}

/** `you@example.com` becomes `y•••@example.com`: its owner recognizes it, others learn little. */
export function maskEmail(address: EmailAddress): string {
  const at = address.lastIndexOf('@')
  const first = [...address][0] ?? ''
  return `${first}•••${address.slice(at)}`
}

/** Words about themselves that people are likely to use in a password. */
export function ownWords(address: string): string[] {
  const parts = address.toLowerCase().split(/[@._+\-\s]+/)
  return [...new Set([address.toLowerCase(), ...parts])].filter((word) => word.length >= 3)
}

/**
 * Of the accounts found by an address, the one that has proven it. An account whose own address
 * differs from the key was changed from outside, so it hasn't.
 */
export const provenAccount = <
  A extends { readonly confirmedAt: number | null; readonly email: EmailAddress },
>(
  found: readonly A[],
  key: EmailKey,
): A | null =>
  found.find(({ confirmedAt, email }) => confirmedAt !== null && emailKey(email) === key) ?? null
