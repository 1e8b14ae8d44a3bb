import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import type { RequestId } from '../../src/main/domain/ids.ts'
import { codeAttempts } from '../../src/main/domain/limits/rules.ts'
import { type CodeFor, findCode, shortCodes } from '../../src/main/domain/links/short-code.ts'
import { byTitle, entriesOf, someEntries } from '../support/entries.ts'
import { growsWithItsText } from '../support/growth.ts'
import { better, codeOf, good, hour, minute, restarted, type World, world } from '../world.ts'

const ada = 'ada@example.com'
/** Each takes a millisecond on the real file; CONTRIBUTING says how to run a hundred thousand. */
const tries = Number(process.env['LATCHKEY_CODE_TRIES'] ?? 2_000)
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

/** Requests a reset. @returns the code in the email */
async function mailedCode(w: World, email = ada): Promise<string> {
  await w.resetLink(email)
  return w.lastCode()
}

/** The same code except for its first character. */
const wrong = (code: string) => `${code.startsWith('7') ? '8' : '7'}${code.slice(1)}`

const typed = (w: World, code: string, email: string | null = ada) =>
  codeOf(() => w.paste(code, email))

async function redeemed(w: World, code: string, password = better) {
  const { ref, outcome } = await w.paste(code, ada)
  return w.app.link.redeemReset({ ref, password, expected: outcome?.kind ?? 'empty' })
}

async function typedWrong(w: World, code: string, times: number, email: string | null = ada) {
  for (let i = 0; i < times; i += 1) expect(await typed(w, wrong(code), email)).toBe('CODE_WRONG')
}

describe('the short code of a mail', () => {
  it('is ten characters, none of which looks like another', async () => {
    const w = await ready()
    expect(await mailedCode(w)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  })

  it('is the first 50 bits of an HMAC over all that it is for', async () => {
    const of = {
      purpose: 'reset',
      requestId: 'r'.repeat(22),
      accountId: 'a'.repeat(22),
      generation: 12,
      address: 'm'.repeat(43),
    } as unknown as CodeFor
    const key = new Uint8Array(32).fill(7)
    const secrets = { recall: async () => key, keep: async () => 'protected' as const }
    const made = await shortCodes({ cipher: nodeCipher, secrets }).make(of)
    const text = `22:latchkey/short-code/v15:reset22:${of.requestId}22:${of.accountId}2:1243:${of.address}`
    const mac = createHmac('sha256', key).update(text).digest('hex')
    const bits = [...mac]
      .map((one) => Number.parseInt(one, 16).toString(2).padStart(4, '0'))
      .join('')
    const groups = Array.from({ length: 10 }, (_, at) => bits.slice(at * 5, at * 5 + 5))
    expect(made).toBe(groups.map((group) => alphabet[Number.parseInt(group, 2)]).join(''))
  })

  it('sets a new password as the link does, once', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    await redeemed(w, code)
    expect(await typed(w, code)).toBe('CODE_WRONG')
    expect(await codeOf(() => w.signIn(ada, good))).toBe('SIGN_IN_FAILED')
    expect(await codeOf(() => w.signIn(ada, better))).toBe('ok')
  })

  it('keeps the entries on this computer, as the link does', async () => {
    const w = await ready()
    await w.signIn()
    w.openVault.current().add(someEntries)
    w.app.account.signOut()
    const link = await w.resetLink()
    const byLink = await w.paste(link)
    const byCode = await w.paste(w.lastCode(), ada)
    expect(byCode).toEqual({ ...byLink, ref: byCode.ref, found: 'code' })
    expect(byCode.outcome).toMatchObject({ kind: 'kept', entries: 3 })
    await redeemed(w, w.lastCode())
    await w.signIn(ada, better)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('is not spent by being typed, however often', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    for (let i = 0; i < 2 * codeAttempts; i += 1) expect(await typed(w, code)).toBe('ok')
    expect(await codeOf(() => redeemed(w, code))).toBe('ok')
  })

  it('dies with the link that was used, and the link with the code', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const code = w.lastCode()
    const { ref } = await w.paste(code, ada)
    await w.reset(link)
    expect(await typed(w, code)).toBe('CODE_WRONG')
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: good, expected: 'empty' })),
    ).toBe('LINK_USED')
    w.clock.pass(hour)
    const next = await w.resetLink()
    await redeemed(w, w.lastCode(), good)
    expect(await codeOf(() => w.paste(next))).toBe('LINK_USED')
  })

  it('and its link, redeemed at once, set exactly one password', async () => {
    const w = await ready()
    const views = [await w.paste(await w.resetLink()), await w.paste(w.lastCode(), ada)]
    const answers = await Promise.all(
      views.map(({ ref, outcome }, at) =>
        codeOf(() =>
          w.app.link.redeemReset({
            ref,
            password: [better, 'nine loud geese fly south'][at] ?? '',
            expected: outcome?.kind ?? 'empty',
          }),
        ),
      ),
    )
    expect(answers.toSorted()).toEqual(['LINK_USED', 'ok'])
  })

  it.each([
    ['as the mail shows it', '4G2N0-1KX7Q'],
    ['in small letters', '4g2n01kx7q'],
    ['with spaces, and lines around', '\n 4 G 2 N 0  1 K X 7 Q \n'],
    ['with a dash that a phone made of the hyphen', '4G2N0–1KX7Q'],
    ['with O for 0 and I for 1', '4G2NO-IKX7Q'],
    ['with small o and l', '4g2no-lkx7q'],
    ['in wide letters', '４Ｇ２Ｎ０－１ＫＸ７Ｑ'],
    ['with the marks that come along from a right-to-left mail', '\u20664G2N0-1KX7Q\u2069'],
    ['quoted, in a mail', '> Type this code:\r\n> 4G2N0-1KX7Q\r\n> Bye'],
    ['on a line of its own, in a mail', 'Type this code:\n\n  4G2N0-1KX7Q  \n\nBye'],
  ])('is read %s', (_how, text) => {
    expect(findCode(text)).toBe('4G2N01KX7Q')
  })

  it.each([
    ['nine characters', '4G2N0-1KX7'],
    ['eleven', '4G2N0-1KX7QA'],
    ['a letter that codes do not have', '4G2N0-1KX7U'],
    ['words', 'my code is 4G2N0-1KX7Q I think'],
    ['a line in a mail that is not as ours', 'Hello\n4g2n0-1kx7q\nBye'],
    ['a line in a mail with more on it', 'Hello\nCode 4G2N0-1KX7Q\nBye'],
    ['nothing', ''],
  ])('is not seen in %s', (_what, text) => {
    expect(findCode(text)).toBeNull()
  })

  it.each(['\r', '\n', '> ', '>', ' ', '\u00a0', '4G2N0-', '4G2N0-1KX7Q ', '-'])(
    'is looked for in time that only grows with a large hostile text, of %j',
    (piece) => expect(growsWithItsText(findCode, piece, 256 * 1024)).toBe(true),
  )

  it('may be typed as it comes', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    const loose = [...code.toLowerCase()].join(' ')
    expect(await w.paste(loose, ada)).toMatchObject({ found: 'code', purpose: 'reset' })
  })

  it('ends with its link', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    const { expiresAt, ref } = await w.paste(code, ada)
    w.clock.time = expiresAt - 1
    expect(await typed(w, code)).toBe('ok')
    w.clock.time = expiresAt
    expect(await typed(w, code)).toBe('CODE_WRONG')
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'empty' })),
    ).toBe('LINK_EXPIRED')
  })

  it('that is too old is told apart from a wrong one by nothing, not even by a new mail', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    w.clock.pass(hour)
    expect(await typed(w, code)).toBe('CODE_WRONG')
    expect(await codeOf(() => w.app.link.renew({ ref: null }))).toBe('LINK_NOT_FOUND')
  })

  it('is dead once a newer mail was sent, and good while that could not be sent', async () => {
    const w = await ready()
    const first = await mailedCode(w)
    w.clock.pass(2 * minute)
    w.sender.failure = new Error('offline')
    w.app.reset.ask({ email: ada })
    await w.deliver()
    expect(await typed(w, first)).toBe('ok')
    w.sender.failure = null
    w.app.hurryMail()
    await w.deliver()
    expect(await typed(w, first)).toBe('CODE_WRONG')
    expect(await typed(w, w.lastCode())).toBe('ok')
  })

  it('is the same in every try to send one mail, and another in every mail', async () => {
    const w = await ready()
    const seen = new Set<string>()
    const { make } = w.codes
    w.codes.make = async (of) => {
      const code = await make(of)
      seen.add(code)
      return code
    }
    w.sender.failure = new Error('the connection was cut')
    w.app.reset.ask({ email: ada })
    await w.deliver()
    w.sender.failure = null
    w.clock.pass(10 * minute)
    w.app.hurryMail()
    await w.deliver()
    expect([...seen]).toEqual([w.lastCode()])
    w.clock.pass(hour)
    await mailedCode(w)
    expect(seen.size).toBe(2)
  })

  it('is kept nowhere', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    w.close()
    for (const file of ['latchkey.sqlite', 'latchkey.sqlite-wal']) {
      const bytes = maybe(() => readFileSync(`${w.folder}/${file}`, 'latin1')) ?? ''
      expect(bytes).not.toContain(code)
    }
  })

  it('works after a restart', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    expect(await codeOf(() => redeemed(restarted(w), code))).toBe('ok')
  })

  it('dies with the keychain that kept its key, and the next mail’s works', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    w.keychain.mark = 2
    const again = restarted(w)
    expect(await typed(again, code)).toBe('LINK_KEY_LOST')
    // The loss concerns the whole computer, not an account.
    expect(await typed(again, code, 'nobody@example.com')).toBe('LINK_KEY_LOST')
    expect(await typed(again, 'AAAAA-AAAAA')).toBe('LINK_KEY_LOST')
    await again.withMail()
    again.clock.pass(2 * minute)
    expect(await typed(again, await mailedCode(again))).toBe('ok')
  })

  it('is refused, not lengthened, while the clock is behind', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    w.clockGuard.saw()
    w.clock.pass(-hour)
    expect(await typed(w, code)).toBe('CLOCK_BACKWARDS')
    expect(await typed(w, code, 'nobody@example.com')).toBe('CLOCK_BACKWARDS')
  })

  it('that was being shown when Latchkey locked waits to be shown again', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    await w.signIn()
    await w.paste(code, ada)
    await w.app.lock.now(undefined)
    expect(await w.app.link.waiting()).toMatchObject({ found: 'code', purpose: 'reset' })
  })
})

describe('wrong codes', () => {
  it('four of them leave the right one good', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    await typedWrong(w, code, codeAttempts - 1)
    expect(await codeOf(() => redeemed(w, code))).toBe('ok')
  })

  it('five of them end code and link, even if the sixth is right; a new mail works', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const code = w.lastCode()
    await typedWrong(w, code, codeAttempts)
    expect(await typed(w, code)).toBe('CODE_WRONG')
    expect(await codeOf(() => w.paste(link))).toBe('LINK_SUPERSEDED')
    w.clock.pass(2 * minute)
    expect(await codeOf(async () => redeemed(w, await mailedCode(w)))).toBe('ok')
  })

  it('end what was opened before with the right one, too', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    const { ref } = await w.paste(code, ada)
    await typedWrong(w, code, codeAttempts)
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'empty' })),
    ).toBe('LINK_SUPERSEDED')
  })

  it('are counted over restarts', async () => {
    let w = await ready()
    const code = await mailedCode(w)
    for (let i = 0; i < codeAttempts; i += 1) {
      await typedWrong(w, code, 1)
      w = restarted(w)
    }
    expect(await typed(w, code)).toBe('CODE_WRONG')
  })

  it('are counted when many are tried at once', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    const tries = Array.from({ length: codeAttempts }, () => typed(w, wrong(code)))
    const answers = await Promise.all([...tries, typed(w, code)])
    expect(new Set(answers)).toEqual(new Set(['CODE_WRONG']))
  })

  it('count on every mail that could still be used', async () => {
    const w = await ready()
    const first = await w.resetLink()
    w.clock.pass(2 * minute)
    // The email is handed over, and the app is killed before that is recorded.
    w.sender.meanwhile = () => {
      w.requests.markSent = () => {
        throw new Error('killed')
      }
    }
    w.app.reset.ask({ email: ada })
    await w.deliver()
    const second = w.lastLink()
    const again = restarted(w)
    await typedWrong(again, '7777777777', codeAttempts)
    for (const link of [first, second]) {
      expect(await codeOf(() => again.paste(link))).toBe('LINK_SUPERSEDED')
    }
  })

  it('are in the activity list of their account, and in no other’s', async () => {
    const w = await ready()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    const code = await mailedCode(w)
    await typedWrong(w, code, codeAttempts)
    const lines = (email: string) => w.activity(email).filter((kind) => kind.startsWith('code_'))
    expect(lines(ada)).toEqual(['code_used_up', ...Array(codeAttempts - 1).fill('code_wrong')])
    expect(lines('grace@example.com')).toEqual([])
  })

  it('do not drown the activity list', async () => {
    const w = await ready()
    await typedWrong(w, 'ABCDEFGHJK', 200)
    const lines = () => w.activity(ada).filter((kind) => kind === 'code_wrong').length
    expect(lines()).toBe(25)
    w.clock.pass(hour)
    await typedWrong(w, 'ABCDEFGHJK', 1)
    expect(lines()).toBe(26)
  })

  it(
    `at random, ${tries} of them, over restarts and with new mails, open nothing`,
    async () => {
      let w = await ready()
      const code = await mailedCode(w)
      const opened: string[] = []
      const starts = 20
      for (let start = 0; start < starts; start += 1) {
        w = restarted(w)
        for (let i = 0; i < tries / starts; i += 1) {
          // Half of the attempts meet an email that was just sent, half one that is used up.
          if (i % (2 * codeAttempts) === 0) asSentJustNow(w)
          const random = randomCode()
          if ((await typed(w, random)) !== 'CODE_WRONG') opened.push(random)
        }
      }
      expect(opened).toEqual([])
      expect(await typed(w, code)).toBe('CODE_WRONG')
      asSentJustNow(w)
      expect(await typed(w, code)).toBe('ok')
    },
    tries * 10,
  )
})

describe('a code opens nothing but what it was mailed for', () => {
  it('no other account', async () => {
    const w = await ready()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    const code = await mailedCode(w)
    await mailedCode(w, 'grace@example.com')
    expect(await typed(w, code, 'grace@example.com')).toBe('CODE_WRONG')
    expect(await typed(w, code, 'nobody@example.com')).toBe('CODE_WRONG')
    expect(await typed(w, code)).toBe('ok')
  })

  it('no other purpose, though the same person asks', async () => {
    const w = await ready()
    const reset = await mailedCode(w)
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    const change = w.lastCode()
    expect(await typed(w, change)).toBe('CODE_WRONG')
    expect(await typed(w, change, 'ada@new.example')).toBe('CODE_WRONG')
    expect(await typed(w, reset, null)).toBe('CODE_WRONG')
    expect(await w.paste(change, null)).toMatchObject({ purpose: 'change-email' })
  })

  it('nothing for somebody else who is signed in', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const code = w.lastCode()
    await w.create('grace@example.com')
    expect(await typed(w, code, null)).toBe('CODE_WRONG')
    await w.signIn()
    expect(await typed(w, code, null)).toBe('ok')
  })

  it('nothing once the password or the address has changed', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    await w.signIn()
    await w.app.account.changePassword({ current: good, next: better })
    expect(await typed(w, code)).toBe('CODE_WRONG')
    w.clock.pass(hour)
    const next = await mailedCode(w)
    await w.app.account.changeEmail({ email: 'ada@new.example', password: better })
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    expect(await typed(w, next)).toBe('CODE_WRONG')
    expect(await typed(w, next, 'ada@new.example')).toBe('CODE_WRONG')
  })
})

describe('an address', () => {
  it('of a new account is confirmed by code', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const { ref, purpose } = await w.paste(w.lastCode(), null)
    expect(purpose).toBe('confirm')
    await w.app.link.confirm({ ref })
    expect(w.app.account.home().confirmed).toBe(true)
    expect(await typed(w, w.lastCode(), null)).toBe('CODE_WRONG')
  })

  it('is confirmed by code signed out as well, with the address it was mailed to', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.app.account.signOut()
    expect(await typed(w, w.lastCode(), 'grace@example.com')).toBe('CODE_WRONG')
    const { ref, purpose } = await w.paste(w.lastCode(), ada)
    expect(purpose).toBe('confirm')
    await w.app.link.confirm({ ref })
    await w.signIn()
    expect(w.app.account.home().confirmed).toBe(true)
  })

  it('that several claim is confirmed for the one whose code it is', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const first = w.lastCode()
    w.clock.pass(2 * minute)
    await w.create(ada, 'the second one’s password')
    await w.deliver()
    const second = w.lastCode()
    expect(second).not.toBe(first)
    w.app.account.signOut()
    await w.app.link.confirm(await w.paste(first, ada))
    await w.signIn()
    expect(w.app.account.home().confirmed).toBe(true)
    await w.signIn(ada, 'the second one’s password')
    expect(w.app.account.home().confirmed).toBe(false)
  })

  it('is confirmed by no code after five wrong ones, and nothing is told of that', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    w.app.account.signOut()
    await typedWrong(w, w.lastCode(), codeAttempts)
    expect(await typed(w, w.lastCode())).toBe('CODE_WRONG')
    expect(w.activity(ada)).not.toContain('code_used_up')
  })

  it('that is new is taken by code, and five wrong ones end its link', async () => {
    const w = await ready()
    await w.signIn()
    await w.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await w.deliver()
    await typedWrong(w, w.lastCode(), codeAttempts, null)
    expect(await typed(w, w.lastCode(), null)).toBe('CODE_WRONG')
    expect(await codeOf(() => w.paste(w.lastLink()))).toBe('LINK_SUPERSEDED')
    w.clock.pass(2 * minute)
    w.app.account.sendConfirmation()
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastCode(), null))
    expect(w.app.account.home().email).toBe('ada@new.example')
  })

  it('is asked for where nobody is signed in and none was typed', async () => {
    const w = await ready()
    const code = await mailedCode(w)
    for (const email of [null, '', 'not an address']) {
      expect(await typed(w, code, email)).toBe('EMAIL_INVALID')
    }
    expect(await typed(w, code, '  ADA@Example.com ')).toBe('ok')
  })
})

const oneOf = () => alphabet[Math.floor(Math.random() * alphabet.length)] ?? ''
const randomCode = () => Array.from({ length: 10 }, oneOf).join('')

/** Makes the requests of all emails so far look as if they had just been sent. */
function asSentJustNow(w: World): void {
  const file = new Database(`${w.folder}/latchkey.sqlite`, { readonly: true })
  const ids = file.prepare<[], RequestId>("SELECT id FROM link_request WHERE purpose = 'reset'")
  const mails = ids.pluck().all().map(w.requests.byId)
  file.close()
  w.transaction(() => {
    w.requests.supersedeAll(null)
    w.requests.pruneBefore(w.clock.time + 1)
    for (const mail of mails) if (mail) w.requests.insert({ ...mail, state: 'sent', attempts: 0 })
  })
}

function maybe<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
