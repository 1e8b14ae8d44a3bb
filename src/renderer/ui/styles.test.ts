import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const shared = /\/(tokens|base)\.css$/
// The names by glob, the contents from the disk: vitest leaves imported sheets out.
const parts = Object.keys(import.meta.glob(['./*.css', '../features/**/*.css']))
  .filter((path) => !shared.test(path))
  .map((path) => [path, readFileSync(new URL(path, import.meta.url), 'utf8')] as const)

test('the sheets are found', () => {
  expect(parts.length).toBeGreaterThan(20)
})

describe.each(parts)('%s', (path, css) => {
  test('takes every colour from the token sheet', () => {
    expect(css.match(/#[0-9a-f]{3,8}\b|rgb|hsl|oklch/gi)).toBeNull()
  })

  test('styles its own block, or what is inside it', () => {
    const block = path.match(/([\w-]+)\.css$/)?.[1]
    const plain = css.replace(/\/\*.*?\*\//gs, '')
    const leading = [...plain.matchAll(/(?:^|[{}]|,\n)\s*\.([\w-]+)/g)].map(([, name = '']) => name)
    const own = new RegExp(`^${block}(s?$|__|--)`)
    expect(leading.length).toBeGreaterThan(0)
    expect(leading.filter((name) => !own.test(name))).toEqual([])
  })
})
