import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaign, campaign } from './campaign.ts'

/** A few; `npm run test:damage -- --damages=1000` does a thousand. */
const damages = 60

let files: Campaign
beforeAll(async () => {
  files = await campaign()
})
afterAll(() => files.remove())

it('a disk that damages one or two of its files takes nothing from anyone without a word', async () => {
  const outcomes = new Set<string>()
  for (let seed = 1; seed <= damages; seed += 1) outcomes.add(await files.one(seed))
  expect([...outcomes].toSorted()).toEqual(['damaged', 'readable', 'whole'])
})
