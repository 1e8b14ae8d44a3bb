import type { PasswordAssessment } from '@contract/models'
import { expect, test } from 'vitest'
import { judgement } from './StrengthMeter'

const of = (parts: Partial<PasswordAssessment>) =>
  judgement({ score: 4, reason: null, missing: 0, ...parts })

test('a refused password never looks good, whatever its score', () => {
  expect(of({ reason: 'own_words' }).tone).toBe('bad')
  expect(of({ reason: 'own_words' }).fill).toBeLessThan(of({ score: 2 }).fill)
})

test('the bar grows with each letter, but length alone never fills it', () => {
  const fills = [14, 8, 1].map((missing) => of({ missing, reason: 'too_short' }).fill)
  expect(fills).toEqual(fills.toSorted((a, b) => a - b))
  expect(of({ missing: 1, reason: 'too_short' }).fill).toBeLessThan(of({ score: 3 }).fill)
})

test('nothing typed shows nothing', () => {
  expect(judgement(null)).toEqual({ tone: 'none', fill: 0 })
})
