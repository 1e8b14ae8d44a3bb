import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLink, linkAmong, parseLink } from '../../src/main/domain/links/parse.ts'
import { growsWithItsText } from '../support/growth.ts'
import { better, codeOf, hour, world } from '../world.ts'

const token = `eyJ${'a'.repeat(87)}.${'b'.repeat(200)}.${'c'.repeat(43)}`
const link = `latchkey://reset?t=${token}`

describe('a link is accepted exactly when it is well-formed', () => {
  it.each([
    ['as we write it', link],
    ['for confirming', `latchkey://confirm?t=${token}`],
    ['with the slash that browsers add', `latchkey://reset/?t=${token}`],
    ['in capitals, as some desktops write a scheme', `LATCHKEY://RESET?t=${token}`],
  ])('%s', (_name, text) => {
    expect(parseLink(text)?.token).toBe(token)
  })

  it.each([
    ['another scheme', `https://reset?t=${token}`],
    ['another host', `latchkey://account?t=${token}`],
    ['a host like ours', `latchkey://reset.example.com?t=${token}`],
    ['a user in front', `latchkey://me@reset?t=${token}`],
    ['a port', `latchkey://reset:80?t=${token}`],
    ['a path', `latchkey://reset/x?t=${token}`],
    ['two slashes', `latchkey://reset//?t=${token}`],
    ['a fragment', `${link}#x`],
    ['an extra parameter', `${link}&x=1`],
    ['the parameter twice', `${link}&t=${token}`],
    ['no parameter', 'latchkey://reset'],
    ['an empty one', 'latchkey://reset?t='],
    ['another name', `latchkey://reset?token=${token}`],
    ['percent-encoding', link.replace('a', '%61')],
    ['an encoded question mark', `latchkey://reset%3Ft=${token}`],
    ['space around', ` ${link}`],
    ['a line break inside', link.replace('b', '\nb')],
    ['a NUL', `${link}\0`],
    ['two parts', `latchkey://reset?t=${'a'.repeat(90)}.${'c'.repeat(43)}`],
    ['four parts', `${link}.x`],
    ['a very long one', `latchkey://reset?t=${'a'.repeat(5000)}.b.c`],
    ['no slashes', `latchkey:reset?t=${token}`],
    ['letters that look like ours', link.replace('reset', 'rеset')],
  ])('not with %s', (_name, text) => {
    expect(parseLink(text)).toBeNull()
  })

  it('whatever is thrown at it, it neither crashes nor accepts', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.webUrl(),
      fc.string({ maxLength: 200 }).map((tail) => `latchkey://reset?t=${tail}`),
    )
    fc.assert(
      fc.property(noise, (text) => {
        expect(parseLink(text)).toBeNull()
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('what is pasted may hold the link in anything', () => {
  it.each([
    ['the link', link],
    ['with space around', `\n  ${link} \n`],
    ['the bare token', token],
    [
      'the bare token, wrapped',
      `${token.slice(0, 76)}\n${token.slice(76, 152)}\n${token.slice(152)}`,
    ],
    ['in angle brackets', `<${link}>`],
    ['at the end of a sentence', `Open ${link}. Thank you!`],
    ['a whole mail', `Hello,\n\nset a new password:\n\n${link}\n\nIf it was not you, do nothing.`],
    ['in HTML', `<p><a href="${link}">Set a new password</a></p>`],
    ['quoted', `> Set it here:\n> ${link}\n> bye`],
    [
      'wrapped by a mail program',
      `Here:\n${link.slice(0, 76)}\n${link.slice(76, 152)}\n${link.slice(152)}\n\nBye`,
    ],
    [
      'wrapped and quoted',
      `> ${link.slice(0, 76)}\n> ${link.slice(76, 152)}\n> ${link.slice(152)}\n`,
    ],
    [
      'quoted-printable',
      `${link.replace('=', '=3D').slice(0, 75)}=\r\n${link.replace('=', '=3D').slice(75)}`,
    ],
  ])('%s', (_name, text) => {
    expect(findLink(text)?.link.token).toBe(token)
  })

  it.each([
    ['nothing', ''],
    ['words', 'I cannot find the mail'],
    ['another link', 'https://example.com/?t=abc'],
  ])('and is not found in %s', (_name, text) => {
    expect(findLink(text)).toBeNull()
  })

  it.each(['latchkey://', 'a'.repeat(64), '=\n', '> a\n', '.', 'a.'])(
    'is looked for in time that only grows with a large hostile text, of %j',
    (piece) => expect(growsWithItsText(findLink, piece, 256 * 1024)).toBe(true),
  )

  it('never crashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => void findLink(text)),
      {
        numRuns: 2_000,
      },
    )
  })
})

describe('a link among a program’s arguments', () => {
  it.each([
    ['first', [link, '--flag']],
    ['last', ['app', '.', '--flag', link]],
    ['in between', ['app', link, '--allow-file-access', 'x']],
  ])('is found %s', (_name, args) => {
    expect(linkAmong(args)).toBe(link)
  })

  it.each([
    ['none', ['app', '.']],
    ['two', ['app', link, `${link}x`]],
    ['one inside a switch', ['app', `--x=${link}`]],
  ])('is not taken when there is %s', (_name, args) => {
    expect(linkAmong(args)).toBeNull()
  })
})

describe('a link from outside', () => {
  it('opens, changes and signs in nothing by itself', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    const sent = await w.resetLink()
    w.app.link.receive(sent)
    expect(w.app.session()).toBeNull()
    expect(await codeOf(() => w.signIn())).toBe('ok')
  })

  it('that is none of ours is shown as invalid, once', async () => {
    const w = world()
    w.app.link.receive('latchkey://reset?t=nonsense')
    expect(await codeOf(() => w.app.link.waiting())).toBe('LINK_INVALID')
    expect(await codeOf(() => w.app.link.waiting())).toBe('LINK_NOT_FOUND')
  })

  it('of two at once, shows the later, and neither is spent', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.confirmed('grace@example.com')
    w.clock.pass(hour)
    const [ada, grace] = [await w.resetLink(), await w.resetLink('grace@example.com')]
    w.app.link.receive(ada)
    w.app.link.receive(grace)
    expect((await w.app.link.waiting()).maskedEmail).toBe('g•••@example.com')
    expect(await codeOf(() => w.reset(ada))).toBe('ok')
    expect(await codeOf(() => w.reset(grace))).toBe('ok')
  })

  it('gives the renderer a reference that holds nothing of the token', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    w.clock.pass(hour)
    const sent = await w.resetLink()
    const view = await w.paste(sent)
    const secret = sent.split('.').at(-1) ?? ''
    expect(JSON.stringify(view)).not.toContain(secret)
    expect(view.ref).toMatch(/^[A-Za-z0-9_-]{22}$/)
    w.app.link.dismiss(view)
    expect(
      await codeOf(() =>
        w.app.link.redeemReset({ ref: view.ref, password: 'x', expected: 'kept' }),
      ),
    ).toBe('LINK_NOT_FOUND')
  })

  it('for confirming cannot set a password, and the other way round', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const confirm = w.lastLink()
    expect(await codeOf(() => w.paste(confirm.replace('confirm', 'reset')))).toBe('LINK_INVALID')
    const { ref } = await w.paste(confirm)
    expect(
      await codeOf(() => w.app.link.redeemReset({ ref, password: better, expected: 'kept' })),
    ).toBe('LINK_INVALID')
    await w.app.link.confirm({ ref })
    w.clock.pass(hour)
    const reset = await w.resetLink()
    expect(await codeOf(() => w.paste(reset.replace('reset', 'confirm')))).toBe('LINK_INVALID')
    const opened = await w.paste(reset)
    expect(await codeOf(() => w.app.link.confirm(opened))).toBe('LINK_INVALID')
  })
})
