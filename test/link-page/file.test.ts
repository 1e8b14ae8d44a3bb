import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mailLanguages } from '../../src/main/adapters/mail/mail-texts.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const html = read('resources/link-page/index.html')
const part = (pattern: RegExp) => pattern.exec(html)?.[1] ?? ''
const script = part(/<script>(.*?)<\/script>/s)
const style = part(/<style>(.*?)<\/style>/s)
const policy = part(/http-equiv="Content-Security-Policy" content="([^"]*)"/)
const texts: Record<string, Record<string, string>> = JSON.parse(
  part(/<script id="texts" type="application\/json">(.*?)<\/script>/s),
)

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

it('the link page’s policy permits its own script and style, as they are, and nothing else', () => {
  expect(script).toContain('replaceState')
  expect(style).toContain('color-scheme')
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
})

it('the policy stands before everything that it must hold for', () => {
  const [head = ''] = html.split('Content-Security-Policy')
  expect(head).not.toMatch(/<(script|style|link|img)\b/)
})

it('the link page names no address but an empty icon and the app', () => {
  const addresses = [...html.matchAll(/\b(?:href|src|srcset|action|data|poster)="([^"]*)"/g)]
  expect(addresses.map(([, address]) => address)).toEqual(['data:,', 'latchkey://'])
  expect(html).not.toMatch(
    /https?:|\/\/[a-z0-9-]+\.[a-z]|url\(|@import|<(form|iframe|object|embed|base)\b/i,
  )
  expect(script).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|sendBeacon|Storage|cookie/,
  )
})

it('the link page has every text in every language that mails are written in', () => {
  expect(Object.keys(texts)).toEqual(mailLanguages)
  const keys = Object.keys(texts['en'] ?? {})
  expect(keys.length).toBeGreaterThan(10)
  for (const [language, own] of Object.entries(texts)) {
    expect(Object.keys(own), language).toEqual(keys)
    for (const [key, text] of Object.entries(own)) {
      expect(text.trim(), `${language} ${key}`).toBe(text)
      if (language !== 'en') expect(text, `${language} ${key}`).not.toBe(texts['en']?.[key])
    }
  }
})

it('every text is used, and what is written in the page is the English one', () => {
  const shown = [...html.matchAll(/data-text="(\w+)"[^>]*>([^<]*)</g)]
  for (const [, key = '', text] of shown) expect(text, key).toBe(texts['en']?.[key])
  const used = new Set([
    ...shown.map(([, key]) => key),
    ...[...script.matchAll(/\btext\.(\w+)/g)].map(([, key]) => key),
    ...['reset', 'confirm'],
  ])
  expect([...used].toSorted()).toEqual(Object.keys(texts['en'] ?? {}).toSorted())
})

it('every language has a sentence for those without scripts', () => {
  const plain = part(/<section id="plain">(.*?)<\/section>/s)
  expect([...plain.matchAll(/<p lang="(\w+)"/g)].map(([, language]) => language)).toEqual(
    mailLanguages,
  )
})

it('the link page has the app’s colours', () => {
  const tokens = read('src/renderer/ui/tokens.css').split('@media')[0] ?? ''
  const [light = '', dark = ''] = style.split('@media (prefers-color-scheme: dark)')
  const inLight = [...light.matchAll(/--([\w-]+): (#\w{6})/g)]
  expect(inLight.length).toBeGreaterThan(8)
  for (const [, name, colour] of inLight) {
    const [, inDark] = new RegExp(`--${name}: (#\\w{6})`).exec(dark) ?? []
    expect(tokens).toContain(`--${name}: light-dark(${colour}, ${inDark});`)
  }
})
