import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

// Read from the disk, because vitest drops imported style sheets.
const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'
type Tokens = ReadonlyMap<string, Readonly<Record<Theme, string>>>

const [plain = '', more = ''] = sheet.split('@media (prefers-contrast: more)')
const read = (css: string): Tokens =>
  new Map(
    [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }],
    ),
  )
const normal = read(plain)
const high: Tokens = new Map([...normal, ...read(more)])

/** Relative luminance and contrast ratio as in WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(tokens: Tokens, theme: Theme, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => {
    const colour = tokens.get(name)?.[theme]
    if (colour === undefined) throw new Error(`no token --${name}`)
    return luminance(colour)
  }) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['bg', 'surface', 'sunken']
const soft = ['ok', 'warn', 'bad'].map((tone) => [tone, `${tone}-soft`] as const)
const texts = [
  ...['ink', 'ink-2', 'accent', 'accent-hover', 'ok', 'warn', 'bad'].flatMap((front) =>
    grounds.map((back) => [front, back] as const),
  ),
  ...soft,
  ...soft.flatMap(([, back]) => [['ink', back] as const, ['ink-2', back] as const]),
  ['accent', 'accent-soft'],
  ['accent', 'warn-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['bad-ink', 'bad'],
  ['bad-ink', 'bad-hover'],
  ['ink-2', 'line'],
] as const
const edges = [
  ...grounds.flatMap((back) => [['edge', back] as const, ['accent', back] as const]),
  ['edge', 'warn-soft'],
] as const

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(texts)('text %s on %s reaches 4.5:1', (front, back) => {
    expect(contrast(normal, theme, front, back)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(edges)('edge %s on %s reaches 3:1', (front, back) => {
    expect(contrast(normal, theme, front, back)).toBeGreaterThanOrEqual(3)
  })

  test.each(texts.filter(([, back]) => back !== 'line'))(
    'with more contrast, text %s on %s reaches 7:1',
    (front, back) => {
      expect(contrast(high, theme, front, back)).toBeGreaterThanOrEqual(7)
    },
  )
})
