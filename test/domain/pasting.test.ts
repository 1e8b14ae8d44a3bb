import { languages } from '@contract/models'
import { describe, expect, it } from 'vitest'
import { mailWriter } from '../../src/main/adapters/mail/mail-writer.ts'
import { smtpSender } from '../../src/main/adapters/mail/smtp.ts'
import { patient, serverForTest, settingsFor } from '../mail-server/client.ts'
import { linkOf } from '../mail-server/received-mail.ts'
import { seen } from '../support/mails.ts'
import { better, codeOf, good, hour, type World, world } from '../world.ts'

const ada = 'ada@example.com'

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

/** A person with a mail server that is reached over a real socket. */
async function withServer(language: (typeof languages)[number] = 'en') {
  const server = await serverForTest({ security: 'none' })
  const { host, port, user, password } = settingsFor(server)
  const writer = mailWriter({ computer: 'kitchen-pc', language: 'en', timeZone: 'UTC' })
  const w = world({ mail: { sender: smtpSender({ timeouts: patient }), writer } })
  await w.withMail({ host, port, user, password: password || null, security: 'none' })
  await w.app.account.create({ email: ada, password: good, remember: false, language })
  await w.deliver()
  const confirm = server.received.at(-1)
  if (!confirm) throw new Error('no mail arrived')
  return { w, server, confirm }
}

describe('what was pasted is said', () => {
  const about = async (w: World, text: string) => (await w.paste(text, ada)).found

  it('a link, a token, a code, a mail around a link, a gateway’s link', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const token = link.slice(link.indexOf('=') + 1)
    const page = `https://example.org/latchkey/#reset/${token}/${w.lastCode()}`
    const safe = (url: string) =>
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05`
    const mail = (text: string) => `Hello,\n\nset a new password here:\n\n${text}\n\nBye`
    const cases: readonly (readonly [string, string])[] = [
      [link, 'link'],
      [`  <${link}>\n`, 'link'],
      [`${link.slice(0, 70)}\n${link.slice(70, 140)}\n${link.slice(140)}`, 'link'],
      [page, 'link'],
      [token, 'token'],
      [mail(link), 'mail'],
      [mail(page), 'mail'],
      [mail(token), 'mail'],
      [safe(link), 'rewritten'],
      [safe(page), 'rewritten'],
      [mail(safe(page)), 'rewritten'],
      [w.lastCode(), 'code'],
      [mail(w.lastCode().replace(/^(.{5})/, '$1-')), 'code'],
    ]
    for (const [text, found] of cases) expect([text, await about(w, text)]).toEqual([text, found])
    w.app.link.receive(link)
    expect((await w.app.link.waiting()).found).toBe('arrived')
  })

  it('a link counts before the code beside it, and needs no address', async () => {
    const w = await ready()
    const link = await w.resetLink()
    const code = w.lastCode().replace(/^(.{5})/, '$1-')
    expect(await w.paste(`${code}\n\n${link}`, null)).toMatchObject({ found: 'mail' })
    expect(await codeOf(() => w.paste(`Hello\n${code}\nBye`, null))).toBe('EMAIL_INVALID')
  })

  it('nothing, where there is nothing, and no try is counted', async () => {
    const w = await ready()
    await w.resetLink()
    const [account] = w.accounts.byEmail(ada as never)
    for (const text of ['', 'I cannot find the mail', 'https://example.com/?t=abc', '12345']) {
      expect(await codeOf(() => w.paste(text, ada))).toBe('LINK_NOT_FOUND')
    }
    expect(w.requests.open(account?.id as never, 'reset')).toMatchObject([{ attempts: 0 }])
  })
})

describe('a mail that really arrived', () => {
  it.each(languages)('in %s holds link and code, and either does its work', async (language) => {
    const { w, server, confirm } = await withServer(language)
    const codeIn = (text: string) => /^\s*([0-9A-Z]{5}-[0-9A-Z]{5})\s*$/m.exec(text)?.[1] ?? ''
    await w.app.link.confirm(await w.paste(codeIn(confirm.text), null))
    w.app.account.signOut()
    w.clock.pass(hour)
    w.app.reset.ask({ email: ada })
    await w.deliver()
    const reset = server.received.at(-1)
    if (!reset) throw new Error('no mail arrived')
    expect(await w.paste(linkOf(reset), null)).toMatchObject({ found: 'link', purpose: 'reset' })
    const { ref, outcome } = await w.paste(codeIn(reset.text), ada)
    expect(codeIn(seen(reset.html))).toBe(codeIn(reset.text))
    const redeemed = w.app.link.redeemReset({
      ref,
      password: better,
      expected: outcome?.kind ?? 'empty',
    })
    expect(await codeOf(() => redeemed)).toBe('ok')
  })

  it.each(languages)(
    'in %s may be pasted whole: as text, as shown, as it came',
    async (language) => {
      const { w, confirm } = await withServer(language)
      const quoted = confirm.text.replace(/^/gm, '> ')
      const pieces = { text: confirm.text, shown: seen(confirm.html), raw: confirm.raw, quoted }
      for (const [what, text] of Object.entries(pieces)) {
        const view = await w.paste(text, null)
        expect([what, view.found, view.purpose]).toEqual([what, 'mail', 'confirm'])
      }
    },
  )

  it('may have lost its link on the way: the code in it is found', async () => {
    const { w, confirm } = await withServer()
    const stripped = confirm.text.replace(/latchkey:\S+/g, '')
    expect(await w.paste(stripped, null)).toMatchObject({ found: 'code', purpose: 'confirm' })
  })
})
