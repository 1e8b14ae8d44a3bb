import { importIssueCodes } from '@contract/transfer-models'
import safety from '@locales/en/safety.json'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { setUpI18n } from '../../i18n/i18n'
import { preview } from '../../test/sample-views'
import { ImportIssues } from './ImportPlan'

const markup = (parts: Parameters<typeof preview>[0]) =>
  renderToStaticMarkup(<ImportIssues preview={preview(parts)} />)

beforeAll(() => {
  setUpI18n()
})

test('every issue has its words, and no words are left over', () => {
  expect(Object.keys(safety.import.issue).toSorted()).toEqual(importIssueCodes.toSorted())
})

test('each says where it is, as far as that is known', () => {
  const code = 'too_long'
  const html = markup({
    issues: [
      { row: 12, column: 'notes', code, rowLeftOut: false },
      { row: 3, column: null, code, rowLeftOut: true },
      { row: null, column: 'extra', code, rowLeftOut: false },
      { row: null, column: null, code, rowLeftOut: false },
    ],
    moreIssues: 9,
  })
  for (const where of ['Row 12, “notes”', 'Row 3<', 'Column “extra”', 'The whole file']) {
    expect(html).toContain(where)
  }
  expect(html.match(/Left out/g)).toHaveLength(1)
  expect(html).toContain('and 9 more')
})

test('a file without issues says nothing about them', () => {
  expect(markup({ issues: [] })).toBe('')
})
