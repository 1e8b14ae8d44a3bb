import { describe, expect, it } from 'vitest'
import { someEntries } from '../support/entries.ts'
import { bring, contents, hand, savedFile } from '../support/transfer.ts'
import { better, codeOf, day, good, hour, type World, world } from '../world.ts'

async function withEntries(email = 'ada@example.com') {
  const w = world()
  await w.create(email)
  await bring(w, 'bitwarden.json')
  await bring(w, 'proton-pass.csv')
  return w
}

/** Another computer with an account of its own, given the last saved file. */
async function elsewhere(from: World, time = from.clock.now()) {
  const w = world({ time })
  await w.create('someone@else.example', better)
  const { name, bytes } = savedFile(from)
  hand(w, name, bytes)
  const preview = await w.app.import.choose(undefined)
  if (preview === null) throw new Error('no file was chosen')
  const { ref } = preview
  const by = (kind: 'password' | 'code', text: string) =>
    w.app.import.unlock({
      ...{ ref, email: null },
      by: kind === 'code' ? { kind, code: text } : { kind, password: text },
    })
  const apply = () => w.app.import.apply({ ref, duplicates: false })
  return { w, preview, by, apply }
}

const protect = { kind: 'password', password: better } as const

describe('an encrypted export', () => {
  it('opens on another computer with its password, entry by entry the same', async () => {
    const w = await withEntries()
    const exported = await w.app.export.encrypted({ password: good, protect })
    const fileName = 'latchkey-export-2026-11-21.json'
    expect(exported).toEqual({ fileName, entries: contents(w).length, damaged: 0, code: null })

    const there = await elsewhere(w)
    expect(there.preview).toMatchObject({
      format: 'latchkey-encrypted',
      locked: { password: true, code: false, email: false },
      entries: 0,
      duplicates: 0,
      sample: [],
      issues: [],
      moreIssues: 0,
    })
    expect(await there.by('password', better)).toMatchObject({ entries: contents(w).length })
    await there.apply()
    expect(contents(there.w)).toEqual(contents(w))
  })

  it('opens with its code, which is made for it and shown once', async () => {
    const w = await withEntries()
    const exported = await w.app.export.encrypted({ password: good, protect: { kind: 'code' } })
    const again = await w.app.export.encrypted({ password: good, protect: { kind: 'code' } })
    expect(exported?.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(again?.code).not.toBe(exported?.code)

    const there = await elsewhere(w)
    expect(there.preview.locked).toEqual({ password: false, code: true, email: false })
    await there.by('code', (again?.code ?? '').toLowerCase().replaceAll('-', ' '))
    await there.apply()
    expect(contents(there.w)).toEqual(contents(w))
  })

  it('opens with nothing else, and can be tried again', async () => {
    const w = await withEntries()
    await w.app.export.encrypted({ password: good, protect })
    const there = await elsewhere(w)
    expect(await codeOf(() => there.by('password', good))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.by('code', '0000'))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.apply())).toBe('BAD_REQUEST')
    await there.by('password', better)
    expect(await there.apply()).toMatchObject({ added: contents(w).length })
  })

  it('holds nothing in the open', async () => {
    const w = await withEntries()
    await w.app.export.encrypted({ password: good, protect })
    const { ciphertext, ...marks } = JSON.parse(Buffer.from(savedFile(w).bytes).toString())
    // Decoded, because a short word may occur in base64 by chance.
    const bytes = Buffer.from(ciphertext, 'base64').toString('latin1')
    for (const secret of ['Bank', 'p"ass', 'Proton', 'JBSWY3DP', 'ada']) {
      expect(bytes).not.toContain(secret)
      expect(JSON.stringify(marks)).not.toContain(secret)
    }
  })

  it('does not open with any one letter of it changed, and no other file opens with its code', async () => {
    const w = await withEntries()
    const byCode = { password: good, protect: { kind: 'code' } } as const
    await w.app.export.encrypted(byCode)
    const other = Buffer.from(savedFile(w).bytes)
    const exported = await w.app.export.encrypted(byCode)
    const by = { kind: 'code', code: exported?.code ?? '' } as const
    const opens = (bytes: Buffer) =>
      codeOf(async () => {
        hand(w, 'changed.json', bytes)
        const ref = (await w.app.import.choose(undefined))?.ref ?? ''
        return w.app.import.unlock({ ref, email: null, by })
      })

    const whole = Buffer.from(savedFile(w).bytes)
    expect(await opens(whole)).toBe('ok')
    expect(await opens(other)).toBe('WAY_IN_WRONG')
    const begin = whole.indexOf('"ciphertext": "') + 15
    for (let at = begin; at < whole.length - 10; at += 13) {
      const changed = Buffer.from(whole)
      changed[at] = changed[at] === 65 ? 66 : 65
      // The first characters are its version, so a change there is reported as damage.
      expect(await opens(changed)).toBe(at === begin ? 'FILE_DAMAGED' : 'WAY_IN_WRONG')
    }
  })

  it('takes no password that an account would not take', async () => {
    const w = await withEntries()
    const weak = { kind: 'password', password: 'short' } as const
    expect(await codeOf(() => w.app.export.encrypted({ password: good, protect: weak }))).toBe(
      'PASSWORD_REFUSED',
    )
    expect(w.desktop.saved).toEqual([])
  })

  it('asks a file for no more work than a computer can do', async () => {
    const w = await withEntries()
    await w.app.export.encrypted({ password: good, protect })
    const file = JSON.parse(Buffer.from(savedFile(w).bytes).toString())
    for (const change of [{ memory: 2 ** 31 }, { passes: 1000 }, { lanes: 0 }, { salt: 'AAAA' }]) {
      const { protection } = file
      const kdf = { ...protection.kdf, ...change }
      const bytes = Buffer.from(JSON.stringify({ ...file, protection: { ...protection, kdf } }))
      w.desktop.saved.push({ name: 'hostile.json', bytes })
      expect(await codeOf(() => elsewhere(w))).toBe('FILE_DAMAGED')
    }
  })
})

describe('a plain export', () => {
  it.each(['csv', 'json'] as const)(
    'as %s opens anywhere, entry by entry the same',
    async (format) => {
      const w = await withEntries()
      const exported = await w.app.export.plain({ password: good, format })
      const fileName = `latchkey-not-encrypted-2026-11-21.${format}`
      expect(exported).toEqual({ fileName, entries: contents(w).length, damaged: 0, code: null })
      const there = await elsewhere(w)
      expect(there.preview).toMatchObject({ format: `latchkey-${format}`, locked: null })
      await there.apply()
      expect(contents(there.w)).toEqual(contents(w))
    },
  )

  it('months later does not put what was in the trash out of reach at once', async () => {
    const w = await withEntries()
    await w.app.export.plain({ password: good, format: 'json' })
    const there = await elsewhere(w, w.clock.now() + 200 * day)
    await there.apply()
    const trashed = contents(there.w).filter(({ trashedAt }) => trashedAt !== null)
    expect(trashed.map(({ title, trashedAt }) => [title, trashedAt])).toEqual([
      ['Thrown away', there.w.clock.now()],
    ])
  })
})

describe('every export', () => {
  const plain = (w: World, password: string) => w.app.export.plain({ password, format: 'json' })

  it('asks for the password again, and waits after wrong ones', async () => {
    const w = await withEntries()
    expect(await codeOf(() => plain(w, better))).toBe('WRONG_PASSWORD')
    for (let n = 0; n < 4; n++) await codeOf(() => plain(w, better))
    expect(await codeOf(() => plain(w, good))).toBe('WAIT')
    const encrypted = () => w.app.export.encrypted({ password: good, protect })
    expect(await codeOf(encrypted)).toBe('WAIT')
    expect(w.desktop.saved).toEqual([])
    w.clock.pass(hour)
    expect(await codeOf(() => plain(w, good))).toBe('ok')
  })

  it('needs somebody signed in', async () => {
    const w = await withEntries()
    w.sessions.lock()
    expect(await codeOf(() => plain(w, good))).toBe('NOT_SIGNED_IN')
  })

  it.each([
    ['plain', (w: World) => plain(w, good)],
    ['encrypted', (w: World) => w.app.export.encrypted({ password: good, protect })],
  ])('that is %s writes nothing when the vault was locked behind the dialog', async (_, ask) => {
    const w = await withEntries()
    w.desktop.choosing = async () => w.sessions.lock()
    expect(await codeOf(() => ask(w))).toBe('NOT_SIGNED_IN')
    // Not even if the same person unlocks it meanwhile: the request was made in another session.
    await w.signIn()
    w.desktop.choosing = async () => {
      w.sessions.lock()
      await w.app.lock.unlock({ password: good })
    }
    expect(await codeOf(() => ask(w))).toBe('NOT_SIGNED_IN')
    expect(w.desktop.saved).toEqual([])
    expect(w.activity('ada@example.com')).not.toContain('exported')
  })

  it('reads the entries once a place is chosen, not before', async () => {
    const w = await withEntries()
    w.desktop.choosing = async () => void w.openVault.current().add(someEntries)
    const before = contents(w).length
    expect(await plain(w, good)).toMatchObject({ entries: before + someEntries.length })
  })

  it('says how many entries it leaves out, as they do not open', async () => {
    const w = await withEntries()
    const { accountId, vaultId } = w.openVault.current().scope
    const [first] = w.vaultRows.rows(vaultId)
    if (!first) throw new Error('no row')
    const secret = Uint8Array.from(first.secret).fill(7, 20, 24) as typeof first.secret
    const all = contents(w).length
    w.vaultRows.put(accountId, vaultId, { ...first, secret })
    const left = { entries: all - 1, damaged: 1 }
    expect(await plain(w, good)).toMatchObject(left)
    expect(await w.app.export.encrypted({ password: good, protect })).toMatchObject(left)
  })

  it('is in the activity list; not one that the person thought better of', async () => {
    const w = await withEntries()
    w.desktop.saves = false
    expect(await plain(w, good)).toBeNull()
    expect(w.activity('ada@example.com')).not.toContain('exported')
    w.desktop.saves = true
    await plain(w, good)
    expect(w.activity('ada@example.com')).toContain('exported')
  })

  it('holds the entries of the person who asks, and of nobody else', async () => {
    const w = await withEntries()
    w.app.account.signOut()
    await w.create('bob@example.com', better)
    expect(await plain(w, better)).toMatchObject({ entries: 0 })
  })
})
