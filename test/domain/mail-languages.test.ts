import { languages } from '@contract/models'
import { describe, expect, it } from 'vitest'
import { mailLanguages } from '../../src/main/adapters/mail/mail-texts.ts'
import { parseLinkPage } from '../../src/main/domain/links/link-page.ts'
import { codeOf, good, hour, restarted, type World, world } from '../world.ts'

const ada = 'ada@example.com'
const languageOf = (w: World) =>
  w.sender.sent.map(({ content }) => [content.kind, content.language])

describe('the language of an account', () => {
  it('can be each that there are mails in', () => {
    expect([...languages].toSorted()).toEqual([...mailLanguages].toSorted())
  })

  it.each(languages)('%s is that of every mail to it', async (language) => {
    const w = world()
    await w.withMail()
    await w.app.account.create({ email: ada, password: good, remember: false, language })
    await w.deliver()
    await w.app.link.confirm(await w.paste(w.lastLink()))
    expect(w.app.account.home().language).toBe(language)
    w.clock.pass(hour)
    await w.reset(await w.resetLink())
    await w.deliver()
    await w.create(ada, 'nine loud geese fly south')
    w.clock.pass(hour)
    await w.deliver()
    expect(languageOf(w)).toEqual([
      ['confirm', language],
      ['reset', language],
      ['password-changed', language],
      // The language of the address's proven account, not of the one that claims the address.
      ['already-registered', language],
    ])
  })

  it('can be changed, and the change survives a restart', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    expect(w.app.account.home().language).toBe('en')
    w.app.account.setLanguage({ language: 'ja' })
    expect(w.app.account.home().language).toBe('ja')
    const again = restarted(w)
    await again.signIn()
    await again.app.account.changeEmail({ email: 'ada@new.example', password: good })
    await again.deliver()
    expect(languageOf(again)).toContainEqual(['change-email', 'ja'])
  })

  it('is changed by nobody who is not signed in', async () => {
    const w = world()
    await w.create()
    w.app.account.signOut()
    expect(await codeOf(() => w.app.account.setLanguage({ language: 'de' }))).toBe('NOT_SIGNED_IN')
  })
})

describe('the link page', () => {
  const page = 'https://example.org/latchkey/'
  async function withPage(linkPage: string) {
    const w = world()
    await w.withMail()
    await w.withMail({ linkPage })
    return w
  }

  it('stands in mails with token and code, and its address opens what the link opens', async () => {
    const w = await withPage(` ${page.replace('example', 'EXAMPLE')} `)
    expect((await w.mail.view()).linkPage).toBe(page)
    await w.confirmed()
    w.clock.pass(hour)
    const link = await w.resetLink()
    const content = w.sender.sent.at(-1)?.content
    const token = link.slice(link.indexOf('=') + 1)
    expect(content).toMatchObject({ page: `${page}#reset/${token}/${w.lastCode()}` })
    const url = content && 'page' in content ? (content.page ?? '') : ''
    expect(await w.paste(url)).toMatchObject({ found: 'link', purpose: 'reset' })
    expect(await w.paste(`Open this:\n\n${url}\n\nBye`)).toMatchObject({ found: 'mail' })
  })

  it('may be left out again', async () => {
    const w = await withPage(page)
    await w.withMail({ linkPage: '' })
    await w.create()
    await w.deliver()
    expect(w.sender.sent.at(-1)?.content).not.toHaveProperty('page')
  })

  it.each([
    ['not https', 'http://example.org/'],
    ['with a query', 'https://example.org/?a=b'],
    ['with a user name', 'https://me@example.org/'],
    ['no address', 'example.org'],
    ['far too long', `https://example.org/${'a'.repeat(300)}`],
  ])('is refused when it is %s, and nothing is saved', async (_what, linkPage) => {
    const w = await withPage(page)
    expect(parseLinkPage(linkPage)).toBeNull()
    expect(await codeOf(() => w.withMail({ linkPage }))).toBe('MAIL_LINK_PAGE')
    expect((await w.mail.view()).linkPage).toBe(page)
  })
})
