/** For half an hour a token is as good as a password, so main keeps none longer than it has to. */
import { beforeAll, describe, expect, it } from 'vitest'
import { areReached, type Needle } from '../support/heap.ts'
import { better, codeOf, good, hour, minute, type World, world } from '../world.ts'

async function ready(finished: (end: () => void | Promise<void>) => void): Promise<World> {
  const w = world({}, finished)
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

/** The part of a link that no other link has. */
const needleOf = (link: string): Needle => Buffer.from(link.slice(-43))

/** Requests a link, does `work` with it, and drops every other copy. */
async function mailed(w: World, work: (link: string) => Promise<unknown>): Promise<Needle> {
  const link = await w.resetLink()
  await work(link)
  w.sender.sent.length = 0
  // RegExp keeps the last text it has searched, so give it another one.
  expect(/^nothing$/.test('nothing')).toBe(true)
  return needleOf(link)
}

const redeem = (w: World, ref: string, password = better) =>
  codeOf(() => w.app.link.redeemReset({ ref, password, expected: 'kept' }))

/** How the link came in, and what happened to it. */
const stories: [string, (w: World) => (link: string) => Promise<unknown>][] = [
  ['is shown', (w) => (link) => w.paste(link)],
  ['was redeemed', (w) => async (link) => expect(await codeOf(() => w.reset(link))).toBe('ok')],
  [
    'came from outside and was redeemed',
    (w) => async (link) => {
      w.app.link.receive(link)
      expect(await redeem(w, (await w.app.link.waiting()).ref)).toBe('ok')
    },
  ],
  [
    'was dismissed',
    (w) => async (link) => {
      w.app.link.dismiss(await w.paste(link))
    },
  ],
  [
    'was opened again once it was used',
    (w) => async (link) => {
      await w.reset(link)
      expect(await codeOf(() => w.paste(link))).toBe('LINK_USED')
      w.app.link.receive(link)
      expect(await codeOf(() => w.app.link.waiting())).toBe('LINK_USED')
    },
  ],
  [
    'was shown while its mail’s code was redeemed',
    (w) => async (link) => {
      const code = w.lastCode()
      await w.paste(link)
      expect(await redeem(w, (await w.paste(code, 'ada@example.com')).ref)).toBe('ok')
    },
  ],
  [
    'was redeemed when a newer one had been sent',
    (w) => async (link) => {
      const { ref } = await w.paste(link)
      w.clock.pass(2 * minute)
      await w.resetLink()
      expect(await redeem(w, ref)).toBe('LINK_SUPERSEDED')
    },
  ],
  [
    'ran out while it was shown, and another was asked for',
    (w) => async (link) => {
      const { ref } = await w.paste(link)
      w.clock.pass(hour)
      expect(await redeem(w, ref)).toBe('LINK_EXPIRED')
      await w.app.link.renew({ ref })
      await w.deliver()
    },
  ],
  [
    'was shown to someone else whose session was locked',
    (w) => async (link) => {
      await w.create('grace@example.com', good)
      await w.paste(link)
      await w.app.lock.now(undefined)
      await w.app.link.waiting()
    },
  ],
  [
    'waited for the clock, and was pasted and redeemed once that was right',
    (w) => async (link) => {
      w.clock.pass(-2 * hour)
      w.app.link.receive(link)
      expect(await codeOf(() => w.app.link.waiting())).toBe('CLOCK_BACKWARDS')
      w.clock.pass(2 * hour)
      await w.reset(link)
    },
  ],
]

describe('main holds no token of a link', () => {
  let reached: readonly boolean[] = []
  beforeAll(async () => {
    const needles: Needle[] = []
    const worlds: World[] = []
    const ends: (() => void | Promise<void>)[] = []
    const play = async (story: (w: World) => (link: string) => Promise<unknown>) => {
      const w = await ready((end) => void ends.push(end))
      worlds.push(w)
      needles.push(await mailed(w, story(w)))
    }
    for (const [, story] of stories) await play(story)
    await play((w) => async (link) => w.app.link.receive(link))
    // A single search for all of them, because it takes longer than the stories. Their apps run until then.
    reached = areReached(needles, worlds[0]?.folder ?? '')
    for (const end of ends.toReversed()) await end()
  })

  it.each(stories.map(([how], at) => [how, at] as const))('that %s', (_, at) => {
    expect(reached[at]).toBe(false)
  })

  it('but of one that was not looked at yet, which this finds', () => {
    expect(reached[stories.length]).toBe(true)
  })
})
