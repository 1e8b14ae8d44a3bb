import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledVictim, killAgainAndAgain } from './harness.ts'
import { scenarioNames, scenarios } from './scenarios/index.ts'

/** A few of each; `npm run test:kill -- --kills=1000` does it a thousand times. */
const kills = 3

describe('the app, killed at any point of its work, leaves the old state or the new one', () => {
  let victim: Awaited<ReturnType<typeof bundledVictim>>
  beforeAll(async () => {
    victim = await bundledVictim()
  })
  afterAll(() => victim.remove())

  it.each(scenarioNames.map((name) => [scenarios[name].what, name] as const))(
    '%s',
    async (_, name) => {
      const found = await killAgainAndAgain(name, victim.program, kills)
      expect(found.kills).toBe(kills)
    },
  )
})
