import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxPasteLength } from '../../src/contract/limits.ts'
import { decodeProofpoint3, unwrapGateways } from '../../src/main/domain/links/gateways.ts'
import { findLink, parseLink } from '../../src/main/domain/links/parse.ts'
import { growsWithItsText } from '../support/growth.ts'

// Contains every character of base64url, because the gateways' own encodings use some of them.
const token = `eyJ${'aB-_'.repeat(22)}.${'0_z-'.repeat(50)}.${'-_9'.repeat(14)}x`
const link = `latchkey://reset?t=${token}`
const page = `https://example.org/latchkey/#reset/${token}/4G2N0ZKX7Q`
const encode = encodeURIComponent

const safe = (url: string) =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encode(url)}&data=05%7C02%7C%7C0&sdata=aB%2Fc%3D&reserved=0`
const proofpoint1 = (url: string) =>
  `https://urldefense.proofpoint.com/v1/url?u=${encode(url)}&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D%0A&r=x`
const proofpoint2 = (url: string) => {
  const escaped = url.replace(/[^A-Za-z0-9./]/g, (one) => {
    return `-${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
  return `https://urldefense.proofpoint.com/v2/url?u=${escaped.replaceAll('/', '_')}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A_CdpgnVfiiMM&e=`
}
const proofpoint3 = (url: string, encoded = '') =>
  `https://urldefense.com/v3/__${url}__;${encoded}!!Fjc1LPEtn8I!aBc-dEf_123$`
const google = (url: string) => `https://www.google.com/url?q=${encode(url)}&sa=D&source=gmail`
const barracuda = (url: string) =>
  `https://linkprotect.cudasvc.com/url?a=${encode(url)}&c=E,1,Rc5-x,1&typo=1`
const sophos = (url: string) =>
  `https://eu-west-1.protection.sophos.com?d=example.org&u=${btoa(url)}&i=NWY=&t=dA==&h=0a`

const rewritten: [name: string, (url: string) => string][] = [
  ['Outlook Safe Links', safe],
  ['Proofpoint 1', proofpoint1],
  ['Proofpoint 2', proofpoint2],
  ['Proofpoint 3', (url) => proofpoint3(url)],
  ['Google', google],
  ['Google, another parameter', (url) => `https://www.google.com/url?sa=t&url=${encode(url)}`],
  ['Google, not encoded', (url) => `https://www.google.com/url?q=${url}`],
  ['Barracuda', barracuda],
  [
    'Barracuda, small letters',
    (url) => barracuda(url).replaceAll('%3A', '%3a').replaceAll('%2F', '%2f'),
  ],
  [
    'Mimecast, with the target',
    (url) => `https://protect-eu.mimecast.com/r/x?domain=example.org&url=${encode(url)}`,
  ],
  ['Sophos', sophos],
  ['Cisco', (url) => `https://secure-web.cisco.com/1aB-c_D/${encode(url)}`],
  [
    'Trend Micro',
    (url) =>
      `https://ca-1234.imss.cloud.trendmicro.com/wis/clicktime/v1/query?url=${encode(url)}&umid=x`,
  ],
  ['percent-encoded twice', (url) => `https://gateway.example/?url=${encode(encode(url))}`],
  [
    'percent-encoded three times',
    (url) => `https://gateway.example/?url=${encode(encode(encode(url)))}`,
  ],
  ['Safe Links around Proofpoint 2', (url) => safe(proofpoint2(url))],
  ['Proofpoint 3 around Safe Links', (url) => proofpoint3(safe(url))],
  ['Proofpoint 2 around Proofpoint 3', (url) => proofpoint2(proofpoint3(url))],
  ['Google around Barracuda around Safe Links', (url) => google(barracuda(safe(url)))],
  ['a gateway whose own address is encoded', (url) => encode(safe(url))],
  ['no gateway, encoded', encode],
]

describe.each(rewritten)('a link rewritten by %s', (_name, wrap) => {
  it('comes out as it was', () => {
    expect(unwrapGateways(wrap(link))).toContain(link)
  })

  it('comes out of a mail around it', () => {
    const mail = `Hello,\n\nset a new password:\n\n<${wrap(link)}>\n\nIf it was not you, do nothing.`
    expect(unwrapGateways(mail)).toContain(link)
  })

  it('comes out of the mail’s HTML', () => {
    const href = wrap(link).replaceAll('&', '&amp;')
    expect(unwrapGateways(`<p><a href="${href}">Set a new password</a></p>`)).toContain(link)
    const numbers = wrap(link).replaceAll('&', '&#38;').replaceAll('=', '&#x3D;')
    expect(unwrapGateways(`<a href="${numbers}">here</a>`)).toContain(link)
  })

  it('comes out of lines that a mail program has broken', () => {
    const lines = wrap(link).match(/.{1,72}/g) ?? []
    expect(unwrapGateways(`Here:\n${lines.join('\n')}\n\nBye`).some(isOurs)).toBe(true)
    expect(unwrapGateways(`> ${lines.join('\r\n> ')}\r\n`).some(isOurs)).toBe(true)
    const soft =
      wrap(link)
        .replaceAll('=', '=3D')
        .match(/.{1,72}/g) ?? []
    expect(unwrapGateways(soft.join('=\r\n')).some(isOurs)).toBe(true)
  })

  it('is found when it is pasted, as itself or as a link page’s', () => {
    const only = { link: { token, allowed: ['reset'] } }
    for (const address of [link, page]) {
      expect(findLink(wrap(address))).toMatchObject(only)
      expect(findLink(`Choose a new password <${wrap(address)}>\nThank you`)).toMatchObject(only)
    }
  })

  it('comes out when it was the address of a link page', () => {
    const found = unwrapGateways(wrap(page))
    expect(found).toContain(link)
    expect(found.some((one) => one.startsWith('https://example.org/latchkey/#reset/'))).toBe(true)
  })
})

const isOurs = (address: string) => parseLink(address.slice(0, link.length))?.token === token

describe('Proofpoint’s version 3', () => {
  // Base64 of the characters that each `*` stands for; `**A` is a run of two, `**B` of three.
  it.each([
    ['a character', '__https://a.example/x*y__;Iw!!z', 'https://a.example/x#y'],
    ['several', '__https://a.example/x*y*z__;IyU!!z', 'https://a.example/x#y%z'],
    ['a run of two', '__https://a.example/**Az__;w6nDqA!!z', 'https://a.example/éèz'],
    [
      'a run of three and one',
      '__https://a.example/**B/*__;4pePM28k!!z',
      'https://a.example/●3o/$',
    ],
    ['a run in the middle of characters', '__h://*a**A*__;MTIzNA!!z', 'h://1a234'],
    ['percent-encoding', '__https://a.example/%7Eme__;!!z', 'https://a.example/~me'],
    ['a slash that was lost', '__https:/a.example/__;!!z', 'https://a.example/'],
    ['more stars than characters', '__https://a.example/*/*__;Iw!!z', 'https://a.example/#/'],
    [
      'a run longer than the characters',
      '__https://a.example/**_!__;Iw!!z',
      'https://a.example/#!',
    ],
  ])('keeps %s', (_name, path, address) => {
    expect(decodeProofpoint3(path)).toBe(address)
  })

  it('gives back a link page’s address, whose number sign it keeps apart', () => {
    expect(unwrapGateways(proofpoint3(page.replace('#', '*'), 'Iw'))).toEqual([page, link])
  })

  it.each([
    ['without an end', '__https://a.example/'],
    ['without a signature', '__https://a.example/__;Iw'],
    ['with base64 that is none', '__https://a.example/*__;A!!z'],
    ['with bytes that are no text', '__https://a.example/*__;_w!!z'],
  ])('is nothing %s', (_name, path) => {
    expect(decodeProofpoint3(path)).toBe('')
  })
})

describe('a link page’s address', () => {
  it.each([
    ['alone', page],
    ['without a code', page.slice(0, -11)],
    ['in a sentence', `Open ${page}.`],
    ['in brackets', `<${page}>`],
    ['with a parameter that somebody added', page.replace('#', '?utm_source=mail#')],
    ['encoded', page.replace('#', '%23')],
  ])('is read %s', (_name, text) => {
    expect(unwrapGateways(text)).toContain(link)
  })

  it('keeps its purpose', () => {
    const confirm = page.replace('#reset', '#confirm')
    expect(unwrapGateways(confirm)).toEqual([link.replace('reset', 'confirm')])
  })

  it.each([
    ['of http', page.replace('https:', 'http:')],
    ['with another word', page.replace('#reset', '#open')],
    ['with a token that is too short', page.slice(0, -30)],
    ['with the token in the query', page.replace('#', '?')],
  ])('is none %s', (_name, text) => {
    expect(unwrapGateways(text)).toEqual([])
  })
})

describe('nothing comes out of', () => {
  it.each([
    ['nothing', ''],
    ['words', 'I cannot find the mail'],
    ['a link in the open, which needs no help', link],
    [
      'a gateway that keeps the target to itself',
      'https://protect-eu.mimecast.com/s/aBcD1?domain=example.org',
    ],
    ['a plain address', 'https://example.com/?t=abc&page=2'],
    ['a script', `https://gateway.example/?url=${encode('javascript:alert(1)')}`],
    ['a file', `https://gateway.example/?url=${encode('file:///etc/passwd')}`],
    ['base64 that holds no address', 'https://gateway.example/?u=aHR0cDovZXhhbXBsZQ=='],
  ])('%s', (_name, text) => {
    expect(unwrapGateways(text)).toEqual([])
  })
})

it('of several, the first stands first, as the newest does in a thread', () => {
  const [newer, older] = [link, link.replace('eyJ', 'eyK')]
  expect(unwrapGateways(`${safe(newer)}\n\n> ${google(older)}`)).toEqual([newer, older])
})

it('a link in the open counts before a rewritten one', () => {
  const older = link.replace('eyJ', 'eyK')
  expect(findLink(`${link}\n\n> ${safe(older)}`)?.link.token).toBe(token)
})

describe('hostile text', () => {
  const nested = (depth: number) => {
    let url = link
    for (let layer = 0; layer < depth; layer += 1) url = `https://g.example/?u=${encode(url)}`
    return url
  }
  const pieces = [
    'https://',
    'latchkey%3A%2F%2F',
    'https://a.example/?url=',
    '?url=https%253A%252F%252Fa',
    '/https:',
    '%',
    '%25',
    '%3',
    '&amp;',
    '&#',
    '=\r\n',
    '\n> ',
    '|',
    '\n||',
    '> > ',
    '__;',
    '**',
    'https://urldefense.com/v3/__*',
    'https://urldefense.com/v2/url?u=-',
    'https://x#reset/',
    'https://g.example/?a=https://g.example/https://',
    '#reset/eyJ',
    'aHR0c',
    ' ',
    '\n',
    'a',
  ]

  it.each(pieces)('made of %j takes time that only grows with it', (piece) => {
    const unwrapAll = (text: string) =>
      [text, `https://a.example/?${text}`, `\n${text} x`].map(unwrapGateways)
    expect(growsWithItsText(unwrapAll, piece, maxPasteLength)).toBe(true)
  })

  it('is read to the longest paste, and no further', () => {
    const fill = (length: number) => ' '.repeat(length)
    const address = google(link)
    expect(unwrapGateways(fill(maxPasteLength - address.length) + address)).toContain(link)
    expect(unwrapGateways(fill(maxPasteLength) + address)).toEqual([])
  })

  it('is unwrapped five layers deep', () => {
    expect(unwrapGateways(nested(5)).at(-1)).toBe(link)
    expect(unwrapGateways(nested(12))).not.toContain(link)
  })

  const part = fc.oneof(
    fc.constantFrom(...pieces, link, page, safe(link), proofpoint2(link), proofpoint3(page)),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  )
  const noise = fc.array(part, { maxLength: 400 }).map((parts) => parts.join(''))

  it('never crashes it, and never makes much come out', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const found = unwrapGateways(text)
        expect(found.length).toBeLessThanOrEqual(32)
        for (const one of found) {
          expect(one.length).toBeLessThanOrEqual(8_192)
          expect(one).toMatch(/^(https?|latchkey):\/\/[^\s<>"]*$/i)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('with any token inside any gateways, the link comes out', () => {
    const base64 = fc.stringMatching(/^[\w-]{1,200}$/)
    const anyToken = fc.tuple(base64, base64, fc.stringMatching(/^[\w-]{43}$/))
    const wraps = fc.array(fc.constantFrom(safe, proofpoint2, google, barracuda), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(anyToken, wraps, (parts, chosen) => {
        const original = `latchkey://confirm?t=${parts.join('.')}`
        const wrapped = chosen.reduce((url, wrap) => wrap(url), original)
        expect(unwrapGateways(wrapped)).toContain(original)
      }),
      { numRuns: 500 },
    )
  })
})
