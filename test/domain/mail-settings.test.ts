/** What the owner sets, tests and proves. */
import type { MailSettingsInput } from '@contract/channels'
import { describe, expect, it } from 'vitest'
import { wellKnownServices } from '../../src/main/adapters/mail/mail-directory.ts'
import type { DomainFailure } from '../../src/main/domain/failure.ts'
import { byDomain, byMailHosts, mailProviders } from '../../src/main/domain/mail/providers.ts'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { hour, mailInput as input, minute, restarted, type World, world } from '../world.ts'

const oauth = {
  ...input,
  login: 'oauth2',
  user: 'ann@example.com',
  clientId: 'client',
  clientSecret: 'client secret',
  refreshToken: 'refresh one',
  accessUrl: 'https://login.example.com/token',
} as const satisfies MailSettingsInput
const pin = Array.from({ length: 32 }, () => 'AB').join(':')

const codeOf = (work: () => Promise<unknown>) =>
  work().then(
    () => null,
    (error: DomainFailure) => error.code,
  )

async function owned(): Promise<World> {
  const w = world()
  await w.create()
  return w
}

describe('stored settings', () => {
  it('that lack a field, or have one that cannot be, count as none', async () => {
    const w = await owned()
    await w.app.mail.save(input)
    const stored = w.settings.get('mail.server') as object
    for (const [field, value] of [
      ['host', undefined],
      ['port', 0],
      ['port', '25'],
      ['security', 'ssl'],
      ['login', 'none at all'],
      ['linkPage', null],
    ] as const) {
      w.settings.set('mail.server', { ...stored, [field]: value })
      expect(w.mail.ready(), field).toBe(false)
      expect(await w.mail.route(), field).toBeNull()
    }
    w.settings.set('mail.server', { ...stored, more: 'than we store' })
    expect(await w.mail.route()).toMatchObject({ server: { host: input.host } })
  })

  it('still say when an email last proved them', async () => {
    const w = world()
    await w.mail.save(input)
    w.settings.set('mail.proven-at', w.clock.now())
    expect((await restarted(w).mail.view()).provenAt).toBe(w.clock.now())
  })
})

describe('the secrets of the settings', () => {
  const kept = (w: World) => w.secretStore.get('mail-server')?.protection ?? null

  it('leave no row when there are none and the keychain protects nothing', async () => {
    const w = world()
    w.keychain.missing = true
    await w.mail.save(input)
    expect(kept(w)).toBe('session')
    await w.mail.save({ ...input, login: 'none', user: '', password: null })
    expect(kept(w)).toBeNull()
  })

  it('stay protected by the keychain, even when all of them are empty', async () => {
    const w = world()
    await w.mail.save(input)
    expect(kept(w)).toBe('protected')
    await w.mail.save({ ...input, login: 'none', user: '', password: null })
    expect(kept(w)).toBe('protected')
  })
})

describe('OAuth 2', () => {
  it('is kept sealed and never shown', async () => {
    const w = await owned()
    await w.app.mail.save(oauth)
    const again = restarted(w)
    expect((await again.mail.route())?.server).toMatchObject({
      user: 'ann@example.com',
      password: '',
      oauth: {
        clientId: 'client',
        clientSecret: 'client secret',
        refreshToken: 'refresh one',
        accessUrl: 'https://login.example.com/token',
      },
    })
    const view = await again.mail.view()
    expect(view).toMatchObject({ hasClientSecret: true, hasRefreshToken: true, hasPassword: false })
    expect(JSON.stringify(view)).not.toMatch(/client secret|refresh one/)
    expect(JSON.stringify(again.settings.get('mail.server'))).not.toMatch(/client secret|refresh/)
  })

  it('gives what is stored to no other place for tokens, client or server', async () => {
    const w = world()
    await w.mail.save(oauth)
    const kept = { ...oauth, clientSecret: null, refreshToken: null }
    const same = await w.mail.preview(kept)
    expect(same.oauth).toMatchObject({ refreshToken: 'refresh one' })
    for (const change of [
      { accessUrl: 'https://evil.example/token' },
      { clientId: 'other' },
      { host: 'evil.example' },
      { user: 'eve@example.com' },
    ]) {
      const other = await w.mail.preview({ ...kept, ...change })
      expect(other.oauth).toMatchObject({ refreshToken: '', clientSecret: '' })
    }
  })

  it.each([
    'http://login.example.com/token',
    'https://user:secret@login.example.com/',
    'https:login.example.com',
    'javascript:alert(1)',
    '',
  ])('fetches nothing at %j', async (accessUrl) => {
    const w = world()
    expect(await codeOf(() => w.mail.save({ ...oauth, accessUrl }))).toBe('MAIL_ACCESS_URL')
  })

  it('that its row was changed from outside is lost with its secrets', async () => {
    const w = world()
    await w.mail.save(oauth)
    const stored = w.settings.get('mail.server') as object
    for (const change of [{ accessUrl: 'https://evil.example/' }, { login: 'none' }, { pin }]) {
      w.settings.set('mail.server', { ...stored, ...change })
      expect(await w.mail.route()).toBeNull()
    }
  })

  it('takes a refresh token that was replaced, saved or only typed', async () => {
    const w = world()
    await w.mail.preview(oauth)
    await w.mail.refreshed('refresh one', 'refresh two')
    await w.mail.save(oauth)
    expect((await w.mail.route())?.server.oauth?.refreshToken).toBe('refresh two')
    await w.mail.refreshed('refresh two', 'refresh three')
    const again = restarted(w)
    expect((await again.mail.route())?.server.oauth?.refreshToken).toBe('refresh three')
    await again.mail.refreshed('a stranger’s', 'evil')
    expect((await again.mail.route())?.server.oauth?.refreshToken).toBe('refresh three')
  })

  it('keeps a refresh token that comes at any moment while settings are saved', async () => {
    for (let moment = 0; moment < 30; moment += 1) {
      const w = world()
      await w.mail.save(oauth)
      const saved = w.mail.save({ ...oauth, refreshToken: null, fromName: 'Another name' })
      for (let step = 0; step < moment; step += 1) await Promise.resolve()
      await Promise.all([saved, w.mail.refreshed('refresh one', 'refresh two')])
      expect((await restarted(w).mail.route())?.server).toMatchObject({
        from: { name: 'Another name' },
        oauth: { refreshToken: 'refresh two' },
      })
    }
  })
})

describe('a pinned certificate', () => {
  it('is only for a server in the house', async () => {
    const w = world()
    for (const host of ['mail.example.com', '8.8.8.8', 'nas.local.evil.example']) {
      expect(await codeOf(() => w.mail.save({ ...input, host, pin }))).toBe('MAIL_PIN')
    }
    await w.mail.save({ ...input, host: 'nas.local', pin })
    expect((await w.mail.route())?.server.pin).toBe(pin)
  })

  it('does not get the password that was typed for another certificate', async () => {
    const w = world()
    const at = { ...input, host: 'nas.local' }
    await w.mail.save(at)
    const kept = { ...at, password: null }
    expect((await w.mail.preview({ ...kept, pin })).password).toBe('')
    await w.mail.save({ ...at, pin })
    expect((await w.mail.preview({ ...kept, pin })).password).toBe('server password')
    expect((await w.mail.preview({ ...kept, pin: '' })).password).toBe('server password')
  })
})

const codeIn = (w: World) => {
  const content = w.sender.sent.at(-1)?.content
  return (content && 'code' in content && content.code) || ''
}

describe('a test mail', () => {
  it('is sent twenty times an hour at most, over restarts', async () => {
    const w = await owned()
    for (let n = 0; n < 20; n += 1) await w.app.mail.test(input)
    const again = restarted(w)
    await again.signIn()
    expect(await codeOf(() => again.app.mail.test(input))).toBe('WAIT')
    expect(again.sender.sent).toEqual([])
    again.clock.pass(hour)
    expect(await codeOf(() => again.app.mail.test(input))).toBeNull()
  })

  it('carries a code that, typed back, proves these settings, saved before or after', async () => {
    const w = await owned()
    expect(await w.app.mail.test(input)).toMatchObject({ to: 'ada@example.com', code: null })
    expect(codeIn(w)).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    const typed = codeIn(w).toLowerCase()
    const proven = await w.app.mail.prove({ code: typed.replace(/^(.{5})/, '$1- ') })
    expect(proven.provenAt).toBeNull() // not saved yet
    expect((await w.app.mail.save(input)).provenAt).toBe(w.clock.time)
    expect((await w.app.mail.save({ ...input, fromName: 'L' })).provenAt).toBe(w.clock.time)
    expect((await w.app.mail.save({ ...input, password: 'another' })).provenAt).toBeNull()
    await w.app.mail.test({ ...input, password: null })
    expect((await w.app.mail.prove({ code: codeIn(w) })).provenAt).toBe(w.clock.time)
    expect((await restarted(w).mail.view()).provenAt).toBe(w.clock.time)
  })

  it('takes five tries, then not even the right code', async () => {
    const w = await owned()
    await w.app.mail.test(input)
    for (let i = 0; i < 5; i += 1) {
      expect(await codeOf(() => w.app.mail.prove({ code: 'AAAAA-AAAAA' }))).toBe('CODE_WRONG')
    }
    expect(await codeOf(() => w.app.mail.prove({ code: codeIn(w) }))).toBe('CODE_WRONG')
  })

  it('is proven once, by the newest code, within half an hour, by the one who asked', async () => {
    const w = await owned()
    expect(await codeOf(() => w.app.mail.prove({ code: 'AAAAA-AAAAA' }))).toBe('CODE_WRONG')
    await w.app.mail.test(input)
    const first = codeIn(w)
    await w.app.mail.test(input)
    expect(await codeOf(() => w.app.mail.prove({ code: first }))).toBe('CODE_WRONG')
    w.clock.pass(30 * minute)
    expect(await codeOf(() => w.app.mail.prove({ code: codeIn(w) }))).toBe('CODE_WRONG')
    await w.app.mail.test(input)
    w.clock.pass(30 * minute - 1)
    await w.app.mail.prove({ code: codeIn(w) })
    expect(await codeOf(() => w.app.mail.prove({ code: codeIn(w) }))).toBe('CODE_WRONG')
  })

  it('that failed answers with why, and leaves the code before it good', async () => {
    const w = await owned()
    await w.app.mail.test(input)
    const code = codeIn(w)
    w.sender.failure = new MailFailure('MAIL_LOGIN', true)
    expect(await w.app.mail.test(input)).toMatchObject({ code: 'MAIL_LOGIN' })
    await w.app.mail.prove({ code })
  })

  it('never shows a secret of the settings or the code in what the server says', async () => {
    const w = await owned()
    for (const settings of [input, oauth]) {
      w.trial.answer = `535 server password client secret refresh one eve@example.com ann@example.com`
      const { steps } = await w.app.mail.test(settings)
      const shown = JSON.stringify(steps)
      expect(shown).not.toMatch(
        settings === input ? /server password/ : /client secret|refresh one/,
      )
      expect(shown).not.toContain('eve@')
    }
    const bytes = w.random.bytes
    w.random.bytes = () => new Uint8Array(10).fill(1)
    w.trial.answer = '250 1111111111'
    const { steps } = await w.app.mail.test(input)
    w.random.bytes = bytes
    expect(steps[0]?.answer).toBe('250 …')
    expect(w.logged).toEqual([])
  })
})

describe('who may', () => {
  it('look for a server, list providers and prove a mail: the owner', async () => {
    const w = await owned()
    await w.create('grace@example.com')
    expect(await codeOf(() => w.app.mail.discover({ text: 'ada@example.com' }))).toBe('FORBIDDEN')
    expect(await codeOf(() => w.app.mail.providers())).toBe('FORBIDDEN')
    expect(await codeOf(() => w.app.mail.prove({ code: 'x' }))).toBe('FORBIDDEN')
    expect(w.trial.probed).toEqual([])
  })
})

describe('looking for a server', () => {
  it('waits for no door that is less wanted than one that opened', async () => {
    const w = await owned()
    w.trial.doors = ['tls://smtp.example.org:465']
    const { probe } = w.trial
    w.trial.probe = (way) => (way.port === 465 ? probe(way) : new Promise(() => {}))
    const { found } = await w.app.mail.discover({ text: 'ann@example.org' })
    expect(found).toMatchObject({ host: 'smtp.example.org', port: 465 })
  })

  it('knows the providers by domain, and asks nobody', async () => {
    const w = await owned()
    expect(await w.app.mail.discover({ text: ' Ann@GMail.com ' })).toMatchObject({
      found: { host: 'smtp.gmail.com', port: 465, security: 'tls', provider: 'Gmail' },
      tried: [],
    })
    expect(w.trial.probed).toEqual([])
  })

  it('knows who carries a domain’s mail, but takes no name from the network', async () => {
    const w = await owned()
    const { found } = await w.app.mail.discover({ text: 'ann@at-google.example' })
    expect(found).toMatchObject({ host: 'smtp.gmail.com', provider: 'Gmail' })
  })

  it('tries the usual names and ports, and prefers TLS from the start', async () => {
    const w = await owned()
    w.trial.doors = ['starttls://smtp.example.org:587', 'tls://mail.example.org:465']
    const { found, tried } = await w.app.mail.discover({ text: 'ann@example.org' })
    expect(found).toMatchObject({ host: 'smtp.example.org', port: 587, security: 'starttls' })
    expect(tried.map(({ host, port, code }) => `${host}:${port} ${code}`)).toEqual([
      'smtp.example.org:465 MAIL_REFUSED',
      'smtp.example.org:587 null',
    ])
    expect(w.trial.probed).toHaveLength(4)
  })

  it('of a server typed without a port is looked for at the usual ones', async () => {
    const w = await owned()
    const { tried } = await w.app.mail.discover({ text: 'mail.example.org' })
    expect(tried.map(({ host, port, security }) => [host, port, security])).toEqual([
      ['mail.example.org', 465, 'tls'],
      ['mail.example.org', 587, 'starttls'],
    ])
  })

  it('tries a port that was typed, and plain text only on this computer', async () => {
    const w = await owned()
    await w.app.mail.discover({ text: 'mail.example.org:2525' })
    await w.app.mail.discover({ text: '127.0.0.1:1025' })
    expect(w.trial.probed.map(({ security, port }) => `${security} ${port}`)).toEqual([
      'tls 2525',
      'starttls 2525',
      'tls 1025',
      'starttls 1025',
      'none 1025',
    ])
  })

  it.each(['', 'http://mail.example.org', 'mail example', 'mail.example.org:0', 'a/b', 'a:99999'])(
    '%j is neither an address nor a server',
    async (text) => {
      const w = await owned()
      expect(await codeOf(() => w.app.mail.discover({ text }))).toBe('MAIL_HOST_NOT_FOUND')
      expect(w.trial.probed).toEqual([])
    },
  )
})

describe('the providers', () => {
  const real = () => mailProviders({ services: wellKnownServices, mailHosts: async () => [] })

  it('are nodemailer’s, the common ones first, each once, all encrypted', async () => {
    const providers = await real()
    expect(providers.length).toBeGreaterThan(60)
    expect(providers.slice(0, 7).map(({ name }) => name)).toEqual([
      'Gmail',
      'Microsoft 365 (work or school)',
      'Outlook.com, Hotmail, Live',
      'iCloud Mail',
      'Yahoo Mail',
      'Fastmail',
      'GMX',
    ])
    expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length)
    expect(providers.filter(({ security }) => security === 'none')).toEqual([])
    expect(providers.filter(({ port }) => !(port > 0 && port < 65_536))).toEqual([])
    const common = providers.filter((provider) => provider.common)
    expect(providers.slice(0, common.length)).toEqual(common)
  })

  it('say what they want, and where, in an address that can be typed', async () => {
    const providers = await real()
    const of = (id: string) => providers.find((provider) => provider.id === id)
    expect(of('Gmail')?.note).toBe('app-password')
    expect(of('Hotmail')?.note).toBe('oauth-only')
    expect(of('Hotmail')?.accessUrl).toMatch(/^https:/)
    for (const { help } of providers)
      expect(help ?? 'a.bc').toMatch(/^[\w.-]+\.\w{2,}(\/[\w./-]*)?$/)
  })

  it.each([
    ['Hotmail', 'outlook.com hotmail.com live.com msn.com outlook.de hotmail.de'],
    ['Yahoo', 'yahoo.com ymail.com yahoo.de yahoo.fr yahoo.es yahoo.co.uk'],
    ['GMX', 'gmx.net gmx.de gmx.at gmx.ch gmx.com'],
    ['web.de', 'web.de'],
    ['posteo', 'posteo.de posteo.net posteo.org'],
    ['mailbox.org', 'mailbox.org'],
    ['t-online', 't-online.de magenta.de'],
    ['proton-bridge', 'proton.me protonmail.com pm.me protonmail.ch'],
  ])('find %s for an address at %s', async (id, domains) => {
    const providers = await real()
    const found = domains.split(' ').map((domain) => byDomain(providers, domain)?.id)
    expect(found).toEqual(domains.split(' ').map(() => id))
  })

  it.each([
    ['aspmx.l.google.com', 'Gmail'],
    ['alt1.gmail-smtp-in.l.googlemail.com', 'Gmail'],
    ['example-com.mail.protection.outlook.com', 'Outlook365'],
    ['in1-smtp.messagingengine.com', 'FastMail'],
    ['mx01.mail.icloud.com', 'iCloud'],
    ['mxext1.mailbox.org', 'mailbox.org'],
    ['mx.zoho.com', 'Zoho'],
    ['mx.yandex.net', 'Yandex'],
    ['mx.evil-zoho.com', undefined],
  ])('find the service of a domain by its mail server %s', async (host, id) => {
    expect(byMailHosts(await real(), [host])?.id).toBe(id)
  })

  it('that want another user name than the address say so', async () => {
    const providers = (await real()).filter(({ user }) => user !== 'address')
    expect(Object.fromEntries(providers.map(({ id, user }) => [id, user]))).toEqual({
      ...{ 'proton-bridge': 'own', Mailgun: 'own', SendinBlue: 'own', SES: 'own' },
      ...{ Postmark: 'own', MailerSend: 'own', Mailjet: 'own', Mandrill: 'own', SMTP2GO: 'own' },
      SendGrid: { always: 'apikey' },
      Resend: { always: 'resend' },
      Sparkpost: { always: 'SMTP_Injection' },
    })
  })

  it('are told apart by domain: no domain leads to two', async () => {
    const domains = (await real()).flatMap((provider) => provider.domains)
    expect(new Set(domains).size).toBe(domains.length)
  })
})
