import { describe, expect, it } from 'vitest'
import type { EntryId } from '../../src/main/domain/ids.ts'
import { login } from '../support/entries.ts'
import { aLogin, aNote, everything, passwordOf, save } from '../support/typed-entries.ts'
import { codeOf, minute, restarted, world } from '../world.ts'

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

const unknown = 'A'.repeat(22)

describe('an entry', () => {
  it('is there again after a restart, with its secrets', async () => {
    const w = await signedIn()
    const saved = await save(
      w,
      aLogin({ tags: ['money'], notes: 'two lines\nof notes', otp: 'JBSWY3DP' }),
    )
    const later = restarted(w)
    await later.signIn()
    expect(await later.app.vault.entry({ id: saved.id })).toEqual(saved)
    expect(saved).toMatchObject({
      kind: 'login',
      hasPassword: true,
      hasOtp: true,
      tags: ['money'],
      notes: 'two lines\nof notes',
      history: [],
    })
    expect(await passwordOf(later, saved.id)).toBe('first password')
  })

  it('has a revision that starts at 1 and goes up by one with every change', async () => {
    const w = await signedIn()
    const vault = w.openVault.current()
    const [id] = vault.add([login('Bank')]) as [EntryId]
    const seen = [w.vaultRows.revision(vault.scope.vaultId, id)]
    const changes = [
      () => save(w, aLogin(), id),
      () => vault.put([{ id, entry: login('Put back') }]),
      async () => (await vault.prepare([{ id, entry: login('Merged') }])).write(),
      () => w.app.vault.trash({ ids: [id] }),
    ]
    for (const change of changes) {
      await change()
      seen.push(w.vaultRows.revision(vault.scope.vaultId, id))
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('lies in the data folder as ciphertext only, its title included', async () => {
    const w = await signedIn()
    await save(w, aLogin({ title: 'Lighthouse', notes: 'keep dark', password: 'gull gull gull' }))
    w.app.vault.saveDraft({ entry: null, input: aNote({ title: 'Drafty lighthouse' }) })
    w.app.account.signOut()
    const { accountId, vaultId } = scopeOf(w)
    const stored = [
      ...[...w.vaultRows.rows(vaultId)].flatMap(({ content, secret }) => [content, secret]),
      ...w.vaultRows.recordNames(vaultId).map((name) => w.vaultRows.record(vaultId, name)),
    ].map((bytes) =>
      Buffer.from(bytes ?? [])
        .toString('latin1')
        .toLowerCase(),
    )
    expect(stored.length).toBeGreaterThan(3)
    expect(accountId).not.toBe('')
    for (const text of ['lighthouse', 'keep dark', 'gull']) {
      expect(stored.filter((bytes) => bytes.includes(text))).toEqual([])
    }
  })

  it('loses white space around its values and repeated tags, and no part of its password', async () => {
    const w = await signedIn()
    const entry = aLogin({
      title: '  Harbour ',
      username: ' ada ',
      urls: [' https://a.example ', '', 'https://a.example'],
      tags: [' work', 'Work', 'home', ' '],
      password: ' spaces stay ',
      notes: '  so do these\n',
    })
    const saved = await save(w, entry)
    expect(saved).toMatchObject({
      title: 'Harbour',
      username: 'ada',
      urls: ['https://a.example'],
      tags: ['work', 'home'],
      notes: '  so do these\n',
    })
    expect(await passwordOf(w, saved.id)).toBe(' spaces stay ')
  })

  it('without a title is called after its address, its user name or its first line', async () => {
    const w = await signedIn()
    const titleOf = async (entry: Parameters<typeof save>[1]) => (await save(w, entry)).title
    const bare = { title: ' ', urls: [], username: '' }
    expect(await titleOf(aLogin({ ...bare, urls: ['', 'https://www.boats.example/login'] }))).toBe(
      'boats.example',
    )
    expect(await titleOf(aLogin({ ...bare, username: 'grace' }))).toBe('grace')
    expect(await titleOf(aNote({ title: '', notes: '\n First line \nsecond' }))).toBe('First line')
    expect(await titleOf(aNote({ title: '', notes: '' }))).toBe('')
  })

  it('keeps the password and the code that an edit leaves alone', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ otp: 'JBSWY3DPEHPK3PXP' }))
    const edited = await save(w, aLogin({ title: 'New name', password: null, otp: null }), id)
    expect(edited).toMatchObject({
      title: 'New name',
      hasPassword: true,
      hasOtp: true,
      history: [],
    })
    expect(await passwordOf(w, id)).toBe('first password')
    const { text } = await w.app.vault.reveal({ id, field: { kind: 'otp-secret' } })
    expect(text).toBe('JBSWY3DPEHPK3PXP')
    expect(await save(w, aLogin({ password: '', otp: '' }), id)).toMatchObject({
      hasPassword: false,
      hasOtp: false,
    })
  })

  it('keeps the last ten passwords of before, newest first, none of them twice', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ password: 'p0' }))
    for (let n = 1; n <= 12; n += 1) {
      w.clock.pass(minute)
      await save(w, aLogin({ password: `p${n}` }), id)
    }
    await save(w, aLogin({ password: 'p10' }), id)
    const entry = await w.app.vault.entry({ id })
    const history = entry.kind === 'login' ? entry.history : []
    const past: string[] = []
    for (const index of history.keys()) {
      past.push((await w.app.vault.reveal({ id, field: { kind: 'history', index } })).text)
    }
    expect(past).toEqual(['p12', 'p11', 'p9', 'p8', 'p7', 'p6', 'p5', 'p4', 'p3', 'p2'])
    const times = history.map(({ replacedAt }) => replacedAt)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(times[0]).toBe(w.clock.now())
    expect(times).toHaveLength(past.length)
  })

  it('keeps all passwords of before that came with it, and those since', async () => {
    const w = await signedIn()
    const history = Array.from({ length: 30 }, (_, n) => `h${n}`)
    const imported = login('Old', { history })
    const [id = ''] = w.openVault.current().add([imported])
    await save(w, aLogin({ password: 'new' }), id)
    const { secret } = w.openVault.current().entry(id as never)
    expect(secret.history).toEqual([imported.secret.password, ...history])
  })

  it('that was saved as it was has not changed', async () => {
    const w = await signedIn()
    const first = await save(w, aLogin())
    w.clock.pass(minute)
    expect(await save(w, aLogin({ password: null, otp: null }), first.id)).toEqual(first)
    expect((await save(w, aLogin({ title: 'Other' }), first.id)).changedAt).toBe(w.clock.now())
  })

  it('cannot become one of another kind, which would lose its password', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    expect(await codeOf(() => save(w, aNote(), id))).toBe('BAD_REQUEST')
    expect(await passwordOf(w, id)).toBe('first password')
  })

  it('that is gone is said to be gone, whatever is asked of it', async () => {
    const w = await signedIn()
    const { vault } = w.app
    const asked = [
      () => vault.entry({ id: unknown }),
      () => save(w, aLogin(), unknown),
      () => vault.trash({ ids: [unknown] }),
      () => vault.restore({ ids: [unknown] }),
      () => vault.delete({ ids: [unknown] }),
      () => vault.setFavourite({ id: unknown, favourite: true }),
      () => vault.reveal({ id: unknown, field: { kind: 'password' } }),
      () => vault.copy({ id: unknown, field: { kind: 'notes' } }),
      () => vault.otp({ id: unknown }),
      () => vault.openUrl({ id: unknown, index: 0 }),
      () => vault.saveDraft({ entry: unknown, input: aNote() }),
    ]
    for (const ask of asked) expect(await codeOf(ask)).toBe('ENTRY_GONE')
  })

  it('is nobody’s to read once its person has signed out or locked', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    const { vault } = w.app
    const held = w.openVault.current()
    for (const leave of [() => w.sessions.lock(), () => w.app.account.signOut()]) {
      leave()
      const asked = [
        () => vault.overview(undefined),
        () => vault.list(everything),
        () => vault.entry({ id }),
        () => save(w, aLogin()),
        () => vault.trash({ ids: [id] }),
        () => vault.emptyTrash(undefined),
        () => vault.reveal({ id, field: { kind: 'password' } }),
        () => vault.copy({ id, field: { kind: 'password' } }),
        () => vault.otp({ id }),
        () => vault.openUrl({ id, index: 0 }),
        () => vault.saveDraft({ entry: null, input: aNote() }),
        () => vault.draft({ entry: null, kind: 'login' }),
        () => held.entry(id as never),
        () => [...held.entries()],
      ]
      for (const ask of asked) expect(await codeOf(ask)).toBe('NOT_SIGNED_IN')
    }
    expect(w.desktop.copied).toBe('')
  })
})

describe('a secret', () => {
  it('is in no list and no detail', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ password: 'old gull', otp: 'JBSWY3DPEHPK3PXP' }))
    await save(w, aLogin({ password: 'new gull', otp: null }), id)
    const shown = [
      await w.app.vault.list(everything),
      await w.app.vault.entry({ id }),
      await w.app.vault.overview(undefined),
    ]
    expect(JSON.stringify(shown)).not.toMatch(/gull|JBSWY/)
  })

  it('that an entry does not have is not shown or copied', async () => {
    const w = await signedIn()
    const login = await save(w, aLogin({ password: '', username: '', urls: [] }))
    const note = await save(w, aNote())
    for (const { id } of [login, note]) {
      expect(await codeOf(() => w.app.vault.reveal({ id, field: { kind: 'password' } }))).toBe(
        'BAD_REQUEST',
      )
      const fields = [
        { kind: 'password' },
        { kind: 'otp-code' },
        { kind: 'otp-secret' },
        { kind: 'username' },
        { kind: 'url', index: 0 },
        { kind: 'history', index: 0 },
      ] as const
      for (const field of fields) {
        expect(await codeOf(() => w.app.vault.copy({ id, field }))).toBe('BAD_REQUEST')
      }
      expect(await codeOf(() => w.app.vault.otp({ id }))).toBe('BAD_REQUEST')
    }
  })

  it('shown or copied makes the entry the last used; being listed or opened does not', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    await save(w, aNote())
    const used = async () => (await w.app.vault.entry({ id })).usedAt
    await w.app.vault.list(everything)
    expect(await used()).toBeNull()
    w.clock.pass(minute)
    await passwordOf(w, id)
    expect(await used()).toBe(w.clock.now())
    w.clock.pass(minute)
    await w.app.vault.copy({ id, field: { kind: 'username' } })
    expect(await used()).toBe(w.clock.now())
    expect((await w.app.vault.list({ ...everything, sort: 'used' })).items[0]?.id).toBe(id)
  })

  it('can still be copied when the disk is full and its use cannot be noted', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.vaultRows.put = () => {
      throw new Error('the disk is full')
    }
    await w.app.vault.copy({ id, field: { kind: 'password' } })
    expect(w.desktop.copied).toBe('first password')
    expect(await passwordOf(w, id)).toBe('first password')
    expect(await codeOf(() => save(w, aLogin({ title: 'Other' }), id))).toMatch('the disk is full')
    expect((await w.app.vault.entry({ id })).title).toBe('Harbour bank')
  })

  it('is copied by main, whatever it is', async () => {
    const w = await signedIn()
    const { id } = await save(
      w,
      aLogin({ notes: 'some notes', password: 'before', otp: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }),
    )
    await save(w, aLogin({ notes: 'some notes', password: 'after', otp: null }), id)
    w.clock.time = 59_000
    const copied = async (field: Parameters<typeof w.app.vault.copy>[0]['field']) => {
      await w.app.vault.copy({ id, field })
      return w.desktop.copied
    }
    expect(await copied({ kind: 'password' })).toBe('after')
    expect(await copied({ kind: 'history', index: 0 })).toBe('before')
    expect(await copied({ kind: 'username' })).toBe('ada')
    expect(await copied({ kind: 'notes' })).toBe('some notes')
    expect(await copied({ kind: 'url', index: 0 })).toBe('https://bank.example')
    expect(await copied({ kind: 'otp-secret' })).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(await copied({ kind: 'otp-code' })).toBe('287082') // RFC 6238 appendix B, 59 s
  })
})

describe('a one-time code', () => {
  it('comes with the moment at which the next one takes its place', async () => {
    const w = await signedIn()
    const uri = 'otpauth://totp/Site:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&period=60'
    const { id } = await save(w, aLogin({ otp: uri }))
    w.clock.time = 119_999
    const first = await w.app.vault.otp({ id })
    expect(first).toMatchObject({ period: 60, validUntil: 120_000 })
    expect(first.code).toMatch(/^\d{8}$/)
    w.clock.pass(1)
    const next = await w.app.vault.otp({ id })
    expect(next.validUntil).toBe(180_000)
    expect(next.code).not.toBe(first.code)
  })

  it('with a secret that cannot be read is refused, and nothing of the edit is kept', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    for (const otp of ['not base 32!', '01890189', 'otpauth://hotp/x?secret=JBSWY3DP&counter=1']) {
      expect(await codeOf(() => save(w, aLogin({ title: 'Changed', otp }), id))).toBe('OTP_INVALID')
    }
    expect((await w.app.vault.entry({ id })).title).toBe('Harbour bank')
  })
})

describe('an address', () => {
  it.each([
    ['https://a.example/path?q=1#here', 'https://a.example/path?q=1#here'],
    ['http://10.0.0.1:8080/', 'http://10.0.0.1:8080/'],
    ['a.example/login', 'https://a.example/login'],
    ['localhost:3000', 'https://localhost:3000/'],
    ['HTTPS://A.EXAMPLE', 'https://a.example/'],
  ])('%s opens in the browser', async (url, opened) => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ urls: [url] }))
    await w.app.vault.openUrl({ id, index: 0 })
    expect(w.desktop.opened).toEqual([opened])
    expect((await w.app.vault.entry({ id })).usedAt).toBe(w.clock.now())
  })

  it.each([
    'javascript:alert(1)',
    'javascript://a.example/%0aalert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'mailto:ada@b.example',
    'smb://server/share',
    'latchkey://reset?t=x',
    'https://',
    'two words',
    '\\\\server\\share',
  ])('%s does not', async (url) => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ urls: [url] }))
    expect(await codeOf(() => w.app.vault.openUrl({ id, index: 0 }))).toBe('URL_REFUSED')
    expect(await codeOf(() => w.app.vault.openUrl({ id, index: 1 }))).toBe('BAD_REQUEST')
    expect(w.desktop.opened).toEqual([])
  })
})

function scopeOf(w: ReturnType<typeof world>) {
  const [account] = w.accounts.byEmail('ada@example.com' as never)
  if (!account) throw new Error('no account')
  return { accountId: account.id, vaultId: account.vaultId }
}
