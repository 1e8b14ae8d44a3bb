import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWords } from './server-words'

const nothing = { secrets: [], own: [] }
const secret = 'pa55 wörd'
const hide = (text: string) => plainWords(text, { secrets: [secret], own: ['ann@example.com'] })
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('a server’s words', () => {
  it('stay as they are when they are harmless', () => {
    const said =
      '535-5.7.8 Username and Password not accepted. See https://support.example.com/mail/?p=BadCredentials'
    expect(plainWords(said, nothing)).toBe(said)
  })

  it.each([
    ['plain', secret],
    ['in capitals', secret.toUpperCase()],
    ['in base64', base64(secret)],
    ['as AUTH PLAIN sends it', base64(`\0ann\0${secret}`)],
    ['in base64url without padding', Buffer.from(secret).toString('base64url')],
    ['with invisible marks in between', [...secret].join('\u200b')],
  ])('lose the password %s', (_, form) => {
    expect(hide(`535 no ${form} here`)).toBe('535 no … here')
  })

  it('lose addresses that are not one’s own', () => {
    expect(hide('550 <eve@evil.example> may not send as Ann@example.com.')).toBe(
      '550 <…> may not send as Ann@example.com.',
    )
  })

  it('lose what looks like a token, controls and marks that turn text round', () => {
    expect(hide(`250 ok ${'aB3_'.repeat(10)}`)).toBe('250 ok …')
    expect(hide('550 a\r\nb\u202ec\u0007d')).toBe('550 a bc d')
  })

  it('end after 200 characters', () => {
    expect([...plainWords('no '.repeat(500), nothing)]).toHaveLength(200)
  })

  it('never hold a secret, whatever it is and wherever it stands', () => {
    const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.array(any, { minLength: 1, maxLength: 3 }),
        fc.array(fc.oneof(any, fc.nat(3)), { maxLength: 8 }),
        (secrets, parts) => {
          const text = parts
            .map((part) => (typeof part === 'number' ? (secrets[part] ?? '') : part))
            .join('')
          const shown = plainWords(text, { secrets, own: [] }).toLowerCase()
          return secrets.every((one) => !shown.includes(one.toLowerCase()))
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('never hold what decodes to a secret', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }),
        fc.string({ maxLength: 10 }),
        (password, user) => {
          const sent = base64(`\0${user}\0${password}`)
          return !plainWords(`535 ${sent} no`, { secrets: [password], own: [] }).includes(sent)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
