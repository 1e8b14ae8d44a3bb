import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const shared = /\/(tokens|base)\.css$/
// Names from a glob, contents from the disk: vitest drops imported style sheets.
const sheets = Object.keys(import.meta.glob('../**/*.css'))
  .filter((path) => !shared.test(path))
  .map((path) => ({ path, css: read(path).replace(/\/\*.*?\*\//gs, '') }))
const components = Object.keys(import.meta.glob('../**/*.tsx'))
  .filter((path) => !path.endsWith('.test.tsx'))
  .map((path) => ({ path, code: read(path) }))

/** The blocks at the start of each rule: for `.menu__item .icon` and `.menu--open`, that is `menu`. */
function blocksOf(css: string): Set<string> {
  const names = [...css.matchAll(/(?:^|[{}]|,\n)\s*\.([\w-]+)/g)].map(([, name = '']) => name)
  return new Set(names.map((name) => name.split(/__|--/)[0] ?? name))
}

/** The code that imports a style sheet. */
function importersOf(sheet: string): string {
  const { href } = new URL(sheet, import.meta.url)
  const loads = ({ path, code }: { path: string; code: string }) =>
    [...code.matchAll(/^import '(.+\.css)'/gm)].some(
      ([, name = '']) => new URL(name, new URL(path, import.meta.url)).href === href,
    )
  return components
    .filter(loads)
    .map(({ code }) => code)
    .join('\n')
}

test('the sheets are found', () => {
  expect(sheets.length).toBeGreaterThan(20)
})

test('no block is styled by two sheets', () => {
  const owner = new Map<string, string>()
  const twice = sheets.flatMap(({ path, css }) =>
    [...blocksOf(css)].flatMap((block) => {
      const other = owner.get(block)
      owner.set(block, path)
      return other === undefined ? [] : [`${block}: ${other} and ${path}`]
    }),
  )
  expect(twice).toEqual([])
})

describe.each(sheets)('$path', ({ path, css }) => {
  test('takes every colour from the token sheet', () => {
    expect(css.match(/#[0-9a-f]{3,8}\b|rgb|hsl|oklch/gi)).toBeNull()
  })

  test('styles only what the components that load it are made of', () => {
    const code = importersOf(path)
    const unused = [...blocksOf(css)].filter(
      (block) => !new RegExp(`\\b${block}(__|--|\\b)`).test(code),
    )
    expect(unused).toEqual([])
  })
})
