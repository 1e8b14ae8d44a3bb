import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkToken } from '../../src/main/domain/ids.ts'
import { unwrapGateways } from '../../src/main/domain/links/gateways.ts'
import { type LinkPage, linkPageUrl, parseLinkPage } from '../../src/main/domain/links/link-page.ts'
import { makeLink } from '../../src/main/domain/links/parse.ts'

const token = `eyJ${'aB-_'.repeat(22)}.${'0_z-'.repeat(50)}.${'-_9'.repeat(14)}x` as LinkToken

describe('the address of a link page is taken', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['  https://example.com/latchkey/ ', 'https://example.com/latchkey/'],
    ['HTTPS://Example.COM/Page.html', 'https://example.com/Page.html'],
    ['https://example.com:8443/x', 'https://example.com:8443/x'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://me.github.io/latchkey/index.html', 'https://me.github.io/latchkey/index.html'],
  ])('%s', (typed, page) => {
    expect(parseLinkPage(typed)).toBe(page)
  })
})

describe('and is refused', () => {
  it.each([
    ['empty', ''],
    ['without a scheme', 'example.com'],
    ['over http', 'http://example.com/'],
    ['with our own scheme', 'latchkey://reset'],
    ['as a script', 'javascript:alert(1)//https://'],
    ['as a file', 'file:///index.html'],
    ['with a query', 'https://example.com/?a=1'],
    ['with an empty query', 'https://example.com/?'],
    ['with a fragment', 'https://example.com/#x'],
    ['with an empty fragment', 'https://example.com/#'],
    ['with a user', 'https://me@example.com/'],
    ['with a user and a password', 'https://me:secret@example.com/'],
    ['without a host', 'https:///index.html'],
    ['with one slash', 'https:/example.com/'],
    ['with backslashes', 'https:\\\\example.com\\'],
    ['with a space inside', 'https://example.com/a b'],
    ['with a line break inside', 'https://example.com/\nhttps://evil.example'],
    ['with a hidden character', 'https://example.com/\u202e'],
    ['with a port that is none', 'https://example.com:99999/'],
    ['with a host that is none', 'https://exa mple.com/'],
    ['when it is endless', `https://example.com/${'a'.repeat(300)}`],
  ])('%s', (_name, typed) => {
    expect(parseLinkPage(typed)).toBeNull()
  })
})

describe('a link by way of a link page', () => {
  const page = parseLinkPage('https://example.com/latchkey/') as LinkPage

  it('has everything behind the number sign', () => {
    expect(linkPageUrl(page, 'reset', token, null)).toBe(`${page}#reset/${token}`)
    expect(linkPageUrl(page, 'confirm', token, '4G2N0-ZKX7Q')).toBe(
      `${page}#confirm/${token}/4G2N0ZKX7Q`,
    )
    expect(linkPageUrl(page, 'change-email', token, '4G2N0ZKX7Q')).toBe(
      `${page}#confirm/${token}/4G2N0ZKX7Q`,
    )
  })

  it.each(['', '4G2N', '4G2N0ZKX7QA', '4G2N0ZKX7U', '4g2n0-zkx7q', '4G2N0ZKX7/'])(
    'has no room for %j, which is no code',
    (code) => {
      expect(() => linkPageUrl(page, 'reset', token, code)).toThrow(RangeError)
    },
  )

  it('is understood when it is pasted, on every page and for every purpose', () => {
    const pages = fc
      .webUrl({ validSchemes: ['https'] })
      .map(parseLinkPage)
      .filter((one) => one !== null)
    const purposes = fc.constantFrom('reset', 'confirm', 'change-email' as const)
    fc.assert(
      fc.property(pages, purposes, (one, purpose) => {
        const url = linkPageUrl(one, purpose as 'reset', token, '4G2N0ZKX7Q')
        expect(unwrapGateways(`Open ${url} now`)).toContain(makeLink(purpose as 'reset', token))
        expect(new URL(url).search).toBe('')
      }),
    )
  })
})
