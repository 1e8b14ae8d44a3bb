import fc from 'fast-check'
import { base64url, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { LinkToken } from '../../src/main/domain/ids.ts'
import type { LinkClaims } from '../../src/main/domain/ports/index.ts'
import { day, minute, restarted, world } from '../world.ts'

const id = (letter: string) => letter.repeat(22)

async function setup() {
  const w = world()
  const now = w.clock.time
  const claims: LinkClaims = {
    purpose: 'reset',
    accountId: id('a') as LinkClaims['accountId'],
    requestId: id('r') as LinkClaims['requestId'],
    generation: 1,
    address: 'm'.repeat(43),
    issuedAt: now,
    expiresAt: now + 30 * minute,
  }
  const { kid, key } = await w.keys.current()
  const seconds = now / 1000
  const payload = {
    iss: 'install',
    aud: 'reset',
    sub: id('a'),
    jti: id('r'),
    iat: seconds,
    exp: seconds + 1800,
    gen: 1,
    adr: 'm'.repeat(43),
  }
  const header = { alg: 'HS256', typ: 'latchkey-reset+jwt', kid }
  const state = async (token: string, time = w.clock.time) =>
    (await w.tokens.verify(token as LinkToken, ['reset'], time)).state
  const sign = (body: object, head: object = header, secret: Uint8Array = key) =>
    new SignJWT({ ...body }).setProtectedHeader(head as never).sign(secret)
  return { w, claims, key, kid, payload, header, state, sign }
}

describe('a link token', () => {
  it('says what was signed', async () => {
    const { w, claims } = await setup()
    const token = await w.tokens.sign(claims)
    expect(await w.tokens.verify(token, ['reset'], w.clock.time)).toEqual({ state: 'good', claims })
  })

  it('is the same as one that jose signs by itself, so that every refusal below is for its reason', async () => {
    const { payload, state, sign } = await setup()
    expect(await state(await sign(payload))).toBe('good')
  })

  it('is expired from its end on', async () => {
    const { w, claims, state } = await setup()
    const token = await w.tokens.sign(claims)
    expect(await state(token, claims.expiresAt - 1)).toBe('good')
    expect(await state(token, claims.expiresAt)).toBe('expired')
  })

  it('is too early before it was made, if nothing else is wrong with it', async () => {
    const { w, claims, header, payload, state, sign } = await setup()
    const token = await w.tokens.sign(claims)
    // A clock may be a minute behind the one that the link was made by.
    expect(await state(token, claims.issuedAt - minute)).toBe('good')
    expect(await state(token, claims.issuedAt - minute - 1)).toBe('early')
    const before = claims.issuedAt - 2 * minute
    expect(await state(token, before)).toBe('early')
    expect(await state(await sign(payload, header, new Uint8Array(32)), before)).toBe('invalid')
    expect(await state(await sign({ ...payload, gen: 0 }), before)).toBe('invalid')
    expect(await state(await sign({ ...payload, exp: payload.iat }), before)).toBe('invalid')
  })

  it('whose key is gone is told apart from a forged one only by what stands in our own table', async () => {
    const { w, claims, header, payload, sign } = await setup()
    const token = await w.tokens.sign(claims)
    const forged = await sign(payload, header, new Uint8Array(32))
    const foreign = await sign(payload, { ...header, kid: id('x') })
    w.keychain.mark = 2
    const again = restarted(w)
    const state = async (one: string) =>
      (await again.tokens.verify(one as LinkToken, ['reset'], w.clock.time)).state
    expect(await state(token)).toBe('key-lost')
    expect(await state(forged)).toBe('key-lost')
    expect(await state(foreign)).toBe('invalid')
  })

  it('with another key is refused', async () => {
    const { payload, header, state, sign } = await setup()
    expect(await state(await sign(payload, header, new Uint8Array(32)))).toBe('invalid')
  })

  it('with a key id that is not in our table is refused', async () => {
    const { payload, header, state, sign } = await setup()
    expect(await state(await sign(payload, { ...header, kid: id('x') }))).toBe('invalid')
    expect(await state(await sign(payload, { ...header, kid: '../../etc/passwd' }))).toBe('invalid')
  })

  it('with the algorithm `none` is refused', async () => {
    const { w, payload, state, header } = await setup()
    expect(await state(new UnsecuredJWT(payload).encode())).toBe('invalid')
    const none = base64url.encode(JSON.stringify({ ...header, alg: 'none' }))
    const real = (await w.tokens.sign((await setup()).claims)).split('.')
    expect(await state(`${none}.${real[1]}.`)).toBe('invalid')
    expect(await state(`${none}.${real[1]}.${real[2]}`)).toBe('invalid')
  })

  it('with another algorithm is refused', async () => {
    const { payload, header, state, sign } = await setup()
    const long = new Uint8Array(64)
    expect(await state(await sign(payload, { ...header, alg: 'HS512' }, long))).toBe('invalid')
  })

  it('of another purpose is refused, both ways', async () => {
    const { w, claims } = await setup()
    const confirm = await w.tokens.sign({ ...claims, purpose: 'confirm' })
    const reset = await w.tokens.sign(claims)
    const { time } = w.clock
    expect((await w.tokens.verify(confirm, ['reset'], time)).state).toBe('invalid')
    expect((await w.tokens.verify(reset, ['confirm', 'change-email'], time)).state).toBe('invalid')
  })

  it('with a wrong or missing type is refused', async () => {
    const { payload, header, state, sign } = await setup()
    const { typ: _, ...untyped } = header
    expect(await state(await sign(payload, untyped))).toBe('invalid')
    expect(await state(await sign(payload, { ...header, typ: 'JWT' }))).toBe('invalid')
    expect(await state(await sign({ ...payload, aud: 'confirm' }))).toBe('invalid')
  })

  it('without any one of its claims is refused', async () => {
    const { payload, state, sign } = await setup()
    for (const name of Object.keys(payload)) {
      const missing = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
      expect([name, await state(await sign(missing))]).toEqual([name, 'invalid'])
    }
  })

  it('with a claim of a wrong kind is refused', async () => {
    const { payload, state, sign } = await setup()
    const wrong = [
      { gen: 0 },
      { gen: '1' },
      { gen: 1.5 },
      { adr: 'm'.repeat(42) },
      { adr: 'ada@example.com' },
      { sub: 7 },
      { jti: 'short' },
      { iss: 'other' },
    ]
    for (const change of wrong) {
      expect(await state(await sign({ ...payload, ...change }))).toBe('invalid')
    }
  })

  it('with an unknown critical header is refused', async () => {
    const { payload, header, key, state } = await setup()
    const token = await new SignJWT(payload)
      .setProtectedHeader({ ...header, crit: ['b64x'], b64x: true } as never)
      .sign(key, { crit: { b64x: false } })
    expect(await state(token)).toBe('invalid')
  })

  it('munged anywhere, at the same length, is refused', async () => {
    const { w, claims, state } = await setup()
    const token = await w.tokens.sign(claims)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: token.length - 2 }),
        fc.constantFrom(...alphabet),
        async (at, letter) => {
          fc.pre(token[at] !== letter && token[at] !== '.')
          // The last letter of a part has spare bits that base64url ignores.
          fc.pre(token[at + 1] !== '.')
          const munged = token.slice(0, at) + letter + token.slice(at + 1)
          expect(await state(munged)).toBe('invalid')
        },
      ),
    )
  })

  it('that is no token at all is refused without a crash', async () => {
    const { state } = await setup()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect(await state(text)).toBe('invalid')
        expect(await state(`${base64url.encode(text)}.${base64url.encode(text)}.x`)).toBe('invalid')
      }),
    )
  })
})

describe('signing keys', () => {
  it('rotate after 90 days; the older one verifies as long as its links can live, then goes', async () => {
    const { w, claims } = await setup()
    const first = await w.keys.current()
    w.clock.pass(90 * day)
    const late = await w.tokens.sign({
      ...claims,
      purpose: 'confirm',
      issuedAt: w.clock.time,
      expiresAt: w.clock.time + day,
    })
    w.clock.pass(1)
    const second = await w.keys.current()
    expect(second.kid).not.toBe(first.kid)
    expect((await w.tokens.verify(late, ['confirm'], w.clock.time)).state).toBe('good')
    w.clock.pass(day + 1)
    await w.keys.current()
    expect(await w.keys.byId(first.kid)).toBe('lost')
    expect(w.secrets.names('signing-key/')).toEqual([`signing-key/${second.kid}`])
    w.clock.pass(30 * day)
    await w.keys.current()
    expect(await w.keys.byId(first.kid)).toBeNull()
  })

  it('lie sealed in the data folder', async () => {
    const { w, key, kid } = await setup()
    const row = restarted(w).secrets
    expect(await row.recall(`signing-key/${kid}`)).toEqual(Buffer.from(key))
    w.keychain.missing = true
    expect(await restarted(w).keys.byId(kid)).toBe('lost')
  })

  it('that are gone with their keychain make room for new ones, and are those again that come back', async () => {
    const { w, kid } = await setup()
    w.keychain.mark = 2
    const again = restarted(w)
    const second = await again.keys.current()
    expect(second.kid).not.toBe(kid)
    expect(await again.keys.current()).toEqual(second)
    again.keychain.mark = 1
    expect((await restarted(again).keys.current()).kid).toBe(kid)
  })

  it('without a keychain live until the app closes', async () => {
    const w = world()
    w.keychain.missing = true
    const { kid, key } = await w.keys.current()
    expect(await w.keys.byId(kid)).toEqual(key)
    expect(await restarted(w).keys.byId(kid)).toBe('lost')
  })

  it('without a keychain stay in a file where the owner agreed to that', async () => {
    const w = world()
    w.keychain.missing = true
    await w.secrets.agree(true)
    const { kid } = await w.keys.current()
    const again = restarted(w)
    expect(await again.keys.byId(kid)).toBeInstanceOf(Uint8Array)
    await again.secrets.agree(false)
    expect(await restarted(again).keys.byId(kid)).toBe('lost')
  })
})
