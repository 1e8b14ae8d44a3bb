import { expect, it } from 'vitest'
import { paperOf } from './recovery-page'
import { recoveryPageHtml } from './recovery-page-html'

const facts = {
  code: 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345',
  email: 'ada@example.com',
  madeAt: Date.UTC(2026, 10, 21, 12),
}

it('shows the code group by group, whose it is and when it was made', () => {
  const html = recoveryPageHtml(facts)
  for (const group of facts.code.split('-')) expect(html).toContain(`<span>${group}</span>`)
  expect(html).toContain('ada@example.com')
  expect(html).toContain('November 21, 2026')
  expect(html).not.toMatch(/\{\{|undefined/)
})

it('lets an address say nothing but itself', () => {
  const html = recoveryPageHtml({ ...facts, email: '"<img src=x>"@example.com' })
  expect(html).not.toContain('<img')
})

it('names no script, no style of its own and nothing from elsewhere', () => {
  const html = recoveryPageHtml(facts)
  expect(html).not.toMatch(/<script|style=|<style|https?:|src=/)
})

it('is for the paper that is used where its person lives', () => {
  expect(['US', 'ca', 'MX'].map(paperOf)).toEqual(['Letter', 'Letter', 'Letter'])
  expect(['DE', 'GB', 'JP', ''].map(paperOf)).toEqual(['A4', 'A4', 'A4', 'A4'])
})
