import { Secret, TOTP, URI } from 'otpauth'
import type { OneTimeCodes } from '../domain/ports'

/** HOTP truncates to 31 bits (RFC 4226 5.3), so more than ten digits add nothing. */
const mostDigits = 10
const fewestDigits = 4
const longestPeriod = 24 * 3600
/** A key URI needs a label; this one is never shown. */
const label = 'Latchkey'

/** RFC 6238, by otpauth. Addresses follow Google Authenticator's Key URI Format. */
export const oneTimeCodes: OneTimeCodes = {
  read(typed) {
    try {
      const text = typed.trim()
      const totp = /^otpauth:/i.test(text) ? fromAddress(text) : fromSecret(text)
      return totp && sensible(totp) ? totp.toString() : null
    } catch {
      return null // the library throws for everything it can't read
    }
  },
  secret: (address) => parse(address).secret.base32,
  code(address, now) {
    const totp = parse(address)
    const periodMs = totp.period * 1000
    return {
      code: totp.generate({ timestamp: now }),
      period: totp.period,
      validUntil: (Math.floor(now / periodMs) + 1) * periodMs,
    }
  },
}

function parse(address: string): TOTP {
  const otp = URI.parse(address)
  if (!(otp instanceof TOTP)) throw new Error('a stored one-time-password address is none')
  return otp
}

/** Sites print secrets in groups, with spaces or hyphens, and in lower case. */
const tidy = (secret: string) => secret.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase()

function fromSecret(text: string): TOTP | null {
  const secret = tidy(text)
  return /^[A-Z2-7]+$/.test(secret)
    ? new TOTP({ secret: Secret.fromBase32(secret), issuer: '', label })
    : null
}

/** More lenient than the library, but only about the spelling of label, secret and algorithm. */
function fromAddress(text: string): TOTP | null {
  const url = new URL(text)
  const { searchParams: given } = url
  if (url.host.toLowerCase() !== 'totp') return null
  // `encoder` means that the code isn't digits: KeePassXC uses it for Steam. Our code would be wrong.
  if (given.has('encoder')) return null
  given.set('secret', tidy(given.get('secret') ?? ''))
  const algorithm = given.get('algorithm')
  if (algorithm !== null) given.set('algorithm', algorithm.replace(/^hmac-?/i, '').replace('-', ''))
  // Keep only the parameters the format defines; others may hold anything.
  const known = ['secret', 'issuer', 'algorithm', 'digits', 'period'].flatMap((name) => {
    const value = given.get(name)
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`]
  })
  const path = url.pathname.replace(/^\/+/, '') || label
  const otp = URI.parse(`otpauth://totp/${path}?${known.join('&')}`)
  return otp instanceof TOTP ? otp : null
}

function sensible({ secret, digits, period }: TOTP): boolean {
  return (
    secret.bytes.length > 0 &&
    digits >= fewestDigits &&
    digits <= mostDigits &&
    period <= longestPeriod
  )
}
