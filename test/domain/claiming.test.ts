/** Someone who creates an account on another person's address learns nothing about other accounts there. */
import { describe, expect, it } from 'vitest'
import { codeOf, good, hour, minute, type World, world } from '../world.ts'

const bob = 'bob@example.com'
const strange = 'a stranger’s own password'

/** What existed before the stranger came. */
const before: [string, (w: World) => Promise<void>][] = [
  ['nobody has', async () => {}],
  [
    'somebody has asked to confirm just now',
    async (w) => {
      await w.create(bob)
      await w.deliver()
      w.app.account.signOut()
    },
  ],
  [
    'somebody asks to confirm and waits for the network',
    async (w) => {
      await w.create(bob)
      w.app.account.signOut()
    },
  ],
  ['somebody has proven', (w) => w.confirmed(bob)],
]

async function ready(story: (w: World) => Promise<void>) {
  const w = world()
  await w.withMail()
  await w.confirmed('owner@example.com')
  w.clock.pass(2 * hour)
  await story(w)
  w.clock.pass(20_000)
  return w
}

const toBob = (w: World) => w.sender.sent.filter(({ to }) => to === bob).length

/** What a claimant sees in the account, step by step, and the answers they get. */
async function seen(w: World) {
  const steps: unknown[] = []
  let changes = 0
  w.app.onChange(() => {
    changes += 1
  })
  const look = () => {
    const { confirmation, activity } = w.app.account.home()
    const nextIn = confirmation.nextPossibleAt && confirmation.nextPossibleAt - w.clock.time
    steps.push([confirmation.state, nextIn, activity.map(({ kind }) => kind), changes])
  }
  await w.create(bob, strange)
  look()
  await w.deliver()
  look()
  for (let n = 0; n < 6; n += 1) {
    steps.push(await codeOf(() => w.app.account.sendConfirmation()))
    look()
    await w.deliver()
    look()
    w.clock.pass(minute)
  }
  return steps
}

describe('an account on an address sees the same', () => {
  it.each(before.slice(1))('when %s as when nobody has', async (_, story) => {
    const [nobody, somebody] = await Promise.all([
      ready(before[0]?.[1] ?? (async () => {})).then(seen),
      ready(story).then(seen),
    ])
    expect(somebody).toEqual(nobody)
    expect(JSON.stringify(nobody)).toContain('"sent"')
    expect(nobody).toContain('WAIT')
  })

  it('whether its mail is handed over or there were too many, a server that fails included', async () => {
    const told = await Promise.all(
      before.slice(0, 2).map(async ([, story]) => {
        const w = await ready(story)
        await w.create(bob, strange)
        w.sender.unreachable = new Error('offline')
        await w.deliver()
        const offline = w.app.account.home().confirmation.state
        w.sender.unreachable = null
        w.app.hurryMail()
        await w.deliver()
        return [offline, w.app.account.home().confirmation.state]
      }),
    )
    expect(told).toEqual([
      ['waiting', 'sent'],
      ['waiting', 'sent'],
    ])
  })
})

describe('a mailbox', () => {
  it('gets one mail a minute and five an hour, however many accounts ask it to confirm', async () => {
    const w = await ready(async () => {})
    for (let n = 0; n < 4; n += 1) {
      await w.create(bob, `${strange} ${n}`)
      await w.deliver()
      w.app.account.signOut()
    }
    expect(toBob(w)).toBe(1)
    for (let n = 0; n < 8; n += 1) {
      w.clock.pass(minute)
      await w.create(bob, `${strange} again ${n}`)
      await w.deliver()
      w.app.account.signOut()
    }
    expect(toBob(w)).toBe(5)
  })

  it('gets all the mails that one account may ask for, though they wait for a while', async () => {
    const w = await ready(async () => {})
    await w.create(bob)
    w.sender.failure = new Error('later')
    await w.deliver()
    w.clock.pass(minute - 1000)
    w.sender.failure = null
    w.app.hurryMail()
    await w.deliver()
    w.clock.pass(1000)
    w.app.account.sendConfirmation()
    await w.deliver()
    expect(toBob(w)).toBe(2)
  })

  it('gets the next mail of an account whose first was one too many', async () => {
    const w = await ready(before[1]?.[1] ?? (async () => {}))
    await w.create(bob, strange)
    w.clock.pass(minute)
    // The first email is still queued, and is requested again.
    w.app.account.sendConfirmation()
    await w.deliver()
    expect(toBob(w)).toBe(2)
  })
})

it('an account asks to prove five new addresses an hour at most', async () => {
  const w = await ready(async () => {})
  await w.signIn('owner@example.com')
  const answers: string[] = []
  for (let n = 0; n < 6; n += 1) {
    const change = { email: `new${n}@example.com`, password: good }
    answers.push(await codeOf(() => w.app.account.changeEmail(change)))
    w.clock.pass(minute)
  }
  expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'WAIT'])
})
