import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const checklist = readFileSync('docs/security-checklist.md', 'utf8')

const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => ending.test(path))

const own = /security-checklist\.test\.ts$/
const tests = [
  ...filesIn('test', /\.(test|spec)\.ts$/).filter((path) => !own.test(path)),
  ...filesIn('e2e', /\.spec\.ts$/),
  ...filesIn('src', /\.test\.ts$/),
]
/** The first text of each `test(…)` or `it(…)`, even if the call is chained or broken into lines. */
const names = new Set(
  tests
    .map((path) => readFileSync(path, 'utf8'))
    .flatMap((text) => [...text.matchAll(/^\s*(?:test|it)\b[^'\n]*\(\s*'([^']+)',/gm)])
    .map((match) => match[1]),
)
/** The names of `it.each([…])('…')`, which come after the table. */
for (const path of tests) {
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/\)\(\s*'([^']+)',/g)) names.add(name)
}

const rows = checklist.split('\n').filter((line) => /^\| \d+ \|/.test(line))
const quoted = [...checklist.matchAll(/(?<!\*)\*([^*\n]{12,})\*(?!\*)/g)].map(
  (match) => match[1] ?? '',
)

describe('the security checklist', () => {
  it('has every one of the twenty recommendations', () => {
    expect(rows.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  it('quotes a test in each row but one, which says what holds it instead', () => {
    const without = rows.filter((row) => !/\*[^*]{12,}\*/.test(row))
    expect(without.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual([16])
  })

  it.each(quoted)('quotes a test that there is: %s', (name) => {
    expect(names.has(name)).toBe(true)
  })
})
