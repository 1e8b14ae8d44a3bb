import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import { formatCode, parseCode } from '../../src/main/domain/crypto/recovery-code.ts'
import { accountOf, byTitle, entriesOf, keepCode, someEntries } from '../support/entries.ts'
import { better, codeOf, day, good, minute, restarted, type World, world } from '../world.ts'

const someCode = formatCode(nodeCipher, new Uint8Array(16).fill(7))
const wrong = 'wrong but long enough'

async function withCode(email = 'ada@example.com') {
  const w = world()
  await w.create(email)
  w.openVault.current().add(someEntries)
  const code = await keepCode(w, good)
  return { w, code, email }
}

const begin = (w: World, code: string, email = 'ada@example.com') =>
  w.app.recovery.begin({ email, code })

async function recover(w: World, code: string, password = better) {
  const { ref } = await begin(w, code)
  return w.app.link.redeemReset({ ref, password, expected: 'kept-with-code' })
}

describe('a recovery code', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })

  it('is 28 characters in 7 groups, without I, L, O and U', () => {
    fc.assert(
      fc.property(bytes, (code) => {
        expect(formatCode(nodeCipher, code)).toMatch(
          /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/,
        )
      }),
    )
  })

  it('is read back as the 128 bits that it was made of', () => {
    fc.assert(
      fc.property(bytes, (code) => {
        expect(parseCode(nodeCipher, formatCode(nodeCipher, code))).toEqual(code)
      }),
    )
  })

  it('may be typed in any case, with any hyphens and spaces, and with look-alikes', () => {
    fc.assert(
      fc.property(bytes, (code) => {
        const printed = formatCode(nodeCipher, code)
        const typed = [
          printed.toLowerCase(),
          printed.replaceAll('-', ''),
          ` ${printed.replaceAll('-', '  ')}\n`,
          printed.replaceAll('-', '–'),
          printed.replaceAll('1', 'I').replaceAll('0', 'O'),
          printed.replaceAll('1', 'l').replaceAll('0', 'o'),
        ]
        for (const one of typed) expect(parseCode(nodeCipher, one)).toEqual(code)
      }),
    )
  })

  it('with one character wrong is seen to be mistyped, in all but 1 of 4,096 cases', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const printed = someCode.replaceAll('-', '')
    let unseen = 0
    for (let at = 0; at < printed.length; at += 1) {
      for (const other of alphabet.replace(printed[at] ?? '', '')) {
        const typed = printed.slice(0, at) + other + printed.slice(at + 1)
        if (parseCode(nodeCipher, typed) !== null) unseen += 1
      }
    }
    expect(unseen).toBeLessThanOrEqual(2) // of 868
  })

  it.each([
    '',
    'U'.repeat(28),
    '0'.repeat(27),
    `${someCode}0`,
    'a word',
    '0000-0000-0000-0000-0000-0000-000é',
  ])('is not %j', (typed) => expect(parseCode(nodeCipher, typed)).toBeNull())
})

describe('making a recovery code', () => {
  it('needs no password right after the account was made, and for the first one only', async () => {
    const w = world()
    await w.create()
    expect(await w.app.recovery.view(undefined)).toEqual({
      madeAt: null,
      provenAt: null,
      remind: true,
      withoutPassword: true,
    })
    const { ref } = await w.app.recovery.make({ password: null })
    const view = await w.app.recovery.keep({ ref })
    expect(view).toMatchObject({ madeAt: w.clock.time, remind: false, withoutPassword: false })
    expect(await codeOf(() => w.app.recovery.make({ password: null }))).toBe('WRONG_PASSWORD')
  })

  it('asks for the password in every other session, and counts wrong ones', async () => {
    const w = world()
    await w.create()
    await w.signIn()
    const make = (password: string | null) => codeOf(() => w.app.recovery.make({ password }))
    expect(await make(null)).toBe('WRONG_PASSWORD')
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) codes.push(await make(wrong))
    expect(codes).toEqual([...Array(5).fill('WRONG_PASSWORD'), 'WAIT'])
    w.clock.pass(minute)
    expect(await make(good)).toBe('ok')
  })

  it('changes nothing until it is kept: the one of before works on', async () => {
    const { w, code } = await withCode()
    const next = await w.app.recovery.make({ password: good })
    expect(await codeOf(() => w.app.recovery.check({ code }))).toBe('ok')
    expect(await codeOf(() => w.app.recovery.check({ code: next.code }))).toBe('RECOVERY_WRONG')
    await w.app.recovery.keep({ ref: next.ref })
    expect(await codeOf(() => w.app.recovery.check({ code }))).toBe('RECOVERY_WRONG')
    expect(await codeOf(() => w.app.recovery.check({ code: next.code }))).toBe('ok')
  })

  it('can still be kept when an older one is dropped late', async () => {
    const { w } = await withCode()
    const older = await w.app.recovery.make({ password: good })
    const newer = await w.app.recovery.make({ password: good })
    await w.app.recovery.drop({ ref: older.ref })
    expect(await codeOf(() => w.app.recovery.keep({ ref: newer.ref }))).toBe('ok')
  })

  it.each([
    ['it is dropped', (w: World, ref: string) => w.app.recovery.drop({ ref })],
    ['the session is locked', (w: World) => w.sessions.lock()],
    ['its person signs out', (w: World) => w.app.account.signOut()],
  ])('is for nothing once %s', async (_name, end) => {
    const { w, code } = await withCode()
    const { ref } = await w.app.recovery.make({ password: good })
    await end(w, ref)
    await w.signIn()
    expect(await codeOf(() => w.app.recovery.keep({ ref }))).toBe('LINK_NOT_FOUND')
    expect(await codeOf(() => w.app.recovery.print({ ref }))).toBe('LINK_NOT_FOUND')
    expect(await codeOf(() => w.app.recovery.check({ code }))).toBe('ok')
  })

  it('can be printed and saved as a page with address and date, until it is kept', async () => {
    const w = world()
    await w.create()
    const { ref, code, madeAt } = await w.app.recovery.make({ password: null })
    const facts = { code, email: 'ada@example.com', madeAt }
    await w.app.recovery.print({ ref })
    expect(w.desktop.printed).toEqual([facts])
    expect(await w.app.recovery.savePage({ ref })).toEqual({ saved: true })
    w.desktop.saves = false
    expect(await w.app.recovery.savePage({ ref })).toEqual({ saved: false })
    await w.app.recovery.keep({ ref })
    expect(await codeOf(() => w.app.recovery.print({ ref }))).toBe('LINK_NOT_FOUND')
  })

  it('is in no file that is saved after its session was locked', async () => {
    const w = world()
    await w.create()
    const { ref } = await w.app.recovery.make({ password: null })
    w.desktop.choosing = async () => w.sessions.lock()
    expect(await codeOf(() => w.app.recovery.savePage({ ref }))).toBe('NOT_SIGNED_IN')
    expect(w.desktop.saved).toEqual([])
  })

  it('leaves the code nowhere in the data folder', async () => {
    const { w, code } = await withCode()
    const { wrap } = accountOf(w).recovery ?? { wrap: new Uint8Array() }
    const raw = parseCode(nodeCipher, code) ?? new Uint8Array()
    expect(Buffer.from(wrap).includes(Buffer.from(raw))).toBe(false)
    expect(w.activity('ada@example.com')).toContain('recovery_made')
    expect(w.logged).toEqual([])
  })
})

describe('checking a recovery code', () => {
  it('says right or wrong, remembers when, and changes nothing else', async () => {
    const { w, code } = await withCode()
    const before = accountOf(w)
    w.clock.pass(day)
    expect(await w.app.recovery.check({ code: code.toLowerCase() })).toMatchObject({
      provenAt: w.clock.time,
    })
    const { recovery, ...after } = accountOf(w)
    expect({ ...after, recovery: { ...recovery, provenAt: null } }).toEqual(before)
    expect(await codeOf(() => w.app.recovery.check({ code: someCode }))).toBe('RECOVERY_WRONG')
    expect(await codeOf(() => w.app.recovery.check({ code: 'nonsense' }))).toBe('RECOVERY_MISTYPED')
  })

  it('waits after the fifth wrong one', async () => {
    const { w, code } = await withCode()
    for (let i = 0; i < 5; i += 1) await codeOf(() => w.app.recovery.check({ code: someCode }))
    expect(await codeOf(() => w.app.recovery.check({ code }))).toBe('WAIT')
  })

  it('is worth a word again half a year after it was last seen', async () => {
    const { w, code } = await withCode()
    const remind = async () => (await w.app.recovery.view(undefined)).remind
    w.clock.pass(180 * day)
    expect(await remind()).toBe(false)
    w.clock.pass(1)
    expect(await remind()).toBe(true)
    await w.app.recovery.check({ code })
    expect(await remind()).toBe(false)
  })
})

describe('back in with a recovery code', () => {
  it('needs no mail and no proven address, and keeps every entry', async () => {
    const { w, code } = await withCode()
    w.app.account.signOut()
    const view = await begin(w, code)
    expect(view).toMatchObject({
      purpose: 'reset',
      maskedEmail: 'a•••@example.com',
      otherSignedIn: false,
      outcome: { kind: 'kept-with-code', entries: 3, codeExists: true },
    })
    await w.app.link.redeemReset({ ref: view.ref, password: better, expected: 'kept-with-code' })
    expect(w.app.session()).toBeNull()
    expect(await codeOf(() => w.signIn('ada@example.com', good))).toBe('SIGN_IN_FAILED')
    await w.signIn('ada@example.com', better)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.activity('ada@example.com')).toContain('recovery_used')
    expect(w.sender.sent).toEqual([])
  })

  it('works without a keychain, after a restart, and again with the same code', async () => {
    const { w, code } = await withCode()
    w.keychain.missing = true
    const again = restarted(w)
    await recover(again, code)
    await recover(again, code, good)
    await again.signIn()
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
  })

  it('ends the account’s session, tells its proven address, and makes mailed links void', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    const code = await keepCode(w, good)
    w.clock.pass(day)
    const link = await w.resetLink()
    await recover(w, code)
    expect(w.app.session()).toBeNull()
    await w.deliver()
    expect(w.sender.sent.at(-1)?.content).toMatchObject({ kind: 'password-changed', byReset: true })
    expect(await codeOf(() => w.reset(link, good))).toBe('LINK_SUPERSEDED')
  })

  it('says the same for a wrong code, an account without one and an unknown address', async () => {
    const { w, code } = await withCode()
    await w.create('grace@example.com')
    w.app.account.signOut()
    const codes = [
      await codeOf(() => begin(w, someCode)),
      await codeOf(() => begin(w, code, 'grace@example.com')),
      await codeOf(() => begin(w, code, 'nobody@example.com')),
      await codeOf(() => begin(w, code, 'no address')),
    ]
    expect(codes).toEqual(Array(4).fill('RECOVERY_FAILED'))
    expect(w.activity('ada@example.com')).toContain('recovery_failed')
    expect(w.activity('grace@example.com')).toContain('recovery_failed')
    expect(await codeOf(() => begin(w, 'mistyped', 'nobody@example.com'))).toBe('RECOVERY_MISTYPED')
    expect(await codeOf(() => begin(w, 'mistyped'))).toBe('RECOVERY_MISTYPED')
  })

  it('shares the waits of signing in, the same for a known and an unknown address', async () => {
    for (const email of ['ada@example.com', 'nobody@example.com']) {
      const { w } = await withCode()
      w.app.account.signOut()
      const codes: string[] = []
      for (let i = 0; i < 3; i += 1) codes.push(await codeOf(() => begin(w, someCode, email)))
      for (let i = 0; i < 3; i += 1) codes.push(await codeOf(() => w.signIn(email, wrong)))
      expect(codes).toEqual([
        ...Array(3).fill('RECOVERY_FAILED'),
        ...Array(2).fill('SIGN_IN_FAILED'),
        'WAIT',
      ])
      expect(await codeOf(() => begin(w, someCode, email))).toBe('WAIT')
    }
  })

  it('costs no Argon2id run before the new password is set', async () => {
    const { w, code } = await withCode()
    const before = w.kdf.runs
    await begin(w, code)
    await codeOf(() => begin(w, someCode))
    await codeOf(() => begin(w, someCode, 'nobody@example.com'))
    expect(w.kdf.runs - before).toBe(0)
  })

  it('is good for ten minutes, in this run, and once', async () => {
    const { w, code } = await withCode()
    const { ref } = await begin(w, code)
    const redeem = (of = ref) =>
      codeOf(() =>
        w.app.link.redeemReset({ ref: of, password: better, expected: 'kept-with-code' }),
      )
    w.clock.pass(10 * minute)
    expect(await redeem()).toBe('LINK_EXPIRED')
    const next = (await begin(w, code)).ref
    const other = (await begin(w, code)).ref
    expect(await redeem(next)).toBe('ok')
    expect(await redeem(next)).toBe('LINK_NOT_FOUND')
    expect(await redeem(other)).toBe('LINK_SUPERSEDED')
    const last = (await begin(w, code)).ref
    const again = restarted(w)
    expect(
      await codeOf(() =>
        again.app.link.redeemReset({ ref: last, password: good, expected: 'kept-with-code' }),
      ),
    ).toBe('LINK_NOT_FOUND')
  })

  it('leaves no code in memory once it was used, or put aside', async () => {
    const { w, code } = await withCode()
    const codes: (Uint8Array | null | undefined)[] = []
    for (const end of ['used', 'dismissed'] as const) {
      const { ref } = await begin(w, code)
      codes.push(w.linkRegistry.get(ref as never)?.code)
      const args = { ref, password: better, expected: 'kept-with-code' } as const
      if (end === 'used') await w.app.link.redeemReset(args)
      else w.app.link.dismiss({ ref })
    }
    expect(codes.map((kept) => kept?.every((byte) => byte === 0))).toEqual([true, true])
  })

  it('leaves no code in memory once it has ended', async () => {
    const { w, code } = await withCode()
    const { ref } = await begin(w, code)
    const kept = w.linkRegistry.get(ref as never)?.code
    expect(kept?.some((byte) => byte !== 0)).toBe(true)
    w.clock.pass(10 * minute)
    await w.deliver()
    expect(kept?.every((byte) => byte === 0)).toBe(true)
    expect(w.linkRegistry.get(ref as never)?.code).toBeNull()
    const redeem = () =>
      w.app.link.redeemReset({ ref, password: better, expected: 'kept-with-code' })
    expect(await codeOf(redeem)).toBe('LINK_EXPIRED')
  })

  it('is worth nothing once the code was replaced, not even an empty account', async () => {
    const { w, code } = await withCode()
    const { ref } = await begin(w, code)
    await keepCode(w, good)
    for (const expected of ['kept-with-code', 'sealed', 'empty', 'kept'] as const) {
      const redeem = () => w.app.link.redeemReset({ ref, password: better, expected })
      expect(await codeOf(redeem)).toBe('LINK_SUPERSEDED')
    }
  })

  it('redeemed twice at once sets exactly one password', async () => {
    const { w, code } = await withCode()
    const { ref } = await begin(w, code)
    const passwords = [better, 'nine loud geese fly south']
    const answers = await Promise.all(
      passwords.map((password) =>
        codeOf(() => w.app.link.redeemReset({ ref, password, expected: 'kept-with-code' })),
      ),
    )
    expect(answers.toSorted()).toEqual(['LINK_SUPERSEDED', 'ok'])
    const winner = passwords[answers.indexOf('ok')] ?? ''
    await w.signIn('ada@example.com', winner)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('of two accounts with one address, opens the one whose code it is', async () => {
    const w = world()
    await w.create()
    await w.create('ada@example.com', better)
    w.openVault.current().add(someEntries)
    const code = await keepCode(w, better)
    w.app.account.signOut()
    const { ref } = await begin(w, code)
    const password = 'nine loud geese fly south'
    await w.app.link.redeemReset({ ref, password, expected: 'kept-with-code' })
    await w.signIn('ada@example.com', password)
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(await codeOf(() => w.signIn('ada@example.com', good))).toBe('ok')
  })
})

describe('a word about the recovery code', () => {
  const word = async (w: World) => (await w.app.vault.overview(undefined)).recovery

  it('is said once it was not proven for half a year, and now and then only', async () => {
    const { w, code } = await withCode()
    w.clock.pass(170 * day)
    await w.signIn()
    expect(await word(w)).toBeNull()
    w.clock.pass(11 * day)
    expect(await word(w)).toBe('unseen')
    await w.app.recovery.remindLater(undefined)
    expect(await word(w)).toBeNull()
    // The name that vaults of older versions have as well.
    expect(w.openVault.current().record('recovery/later')).toBe(w.clock.time)
    const later = restarted(w)
    await later.signIn()
    later.clock.pass(29 * day)
    expect(await word(later)).toBeNull()
    later.clock.pass(2 * day)
    expect(await word(later)).toBe('unseen')
    await later.app.recovery.check({ code })
    expect(await word(later)).toBeNull()
  })

  it('is not said to one who chose to have none', async () => {
    const w = world()
    await w.create()
    w.clock.pass(400 * day)
    expect(await word(w)).toBeNull()
  })
})
