/**
 * What the app says before someone signs in depends only on what was typed. Every story of up to five
 * steps is played where the address has an account and where it has none, and every answer is compared,
 * including everything that a stranger's own account on the address shows.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { formatCode, newCode } from '../../src/main/domain/crypto/recovery-code.ts'
import { type Undoable, undoable } from '../support/undone.ts'
import { better, codeOf, day, good, minute, type World, world } from '../world.ts'

const x = 'x@example.com'
const own = 'a stranger’s own password'
const wrong = 'wrong but long enough'
/** The time in every world once it is ready. */
const noon = Date.UTC(2026, 11, 1, 12)

/** Who has the address when the stranger comes. */
const kinds: [string, (w: World) => Promise<unknown>][] = [
  ['has no account', async () => {}],
  ['is proven by somebody', (w) => w.confirmed(x)],
  ['is claimed by somebody', (w) => w.create(x)],
  [
    'is proven by one and claimed by another',
    async (w) => {
      await w.confirmed(x)
      await w.create(x, 'someone else’s own password')
    },
  ],
]

/** A world, and what has changed in it with the steps so far. */
interface Place extends Undoable {
  /** The person's password; null if the address has no account. */
  persons: string | null
}

/** What the stranger is told, with times relative to now. */
type Told = unknown[]

async function said(w: World, work: () => unknown): Promise<unknown> {
  try {
    await work()
    return 'ok'
  } catch (error) {
    const { code, retryAt } = error as { code?: string; retryAt?: number }
    return retryAt === undefined ? (code ?? String(error)) : [code, retryAt - w.clock.time]
  }
}

async function fiveTimes(w: World, work: () => unknown): Promise<Told> {
  const told: Told = []
  for (let n = 0; n < 5; n += 1) told.push(await said(w, work))
  return told
}

/** Everything that an account and the app show. */
function look(w: World): Told {
  const { session, mail, account, notices } = w.app
  return [session()?.role, mail.needs(), account.rememberedEmail(), account.home(), notices.view()]
}

/** Signs in with the stranger's own password, and does `work` if that succeeds. */
async function inside(w: World, work: () => unknown = () => 'nothing'): Promise<Told> {
  const told: Told = [await said(w, () => w.signIn(x, own))]
  if (w.app.session() === null) return told
  told.push(look(w), await work())
  if (w.app.session() !== null) told.push(look(w))
  w.app.account.signOut()
  return told
}

let someCode = ''

/** Each step begins and ends signed out. What the person does tells the stranger nothing. */
const steps = {
  'types wrong passwords': ({ w }: Place) => fiveTimes(w, () => w.signIn(x, wrong)),
  'types wrong recovery codes': ({ w }: Place) =>
    fiveTimes(w, () => w.app.recovery.begin({ email: x, code: someCode })),
  'types wrong short codes': ({ w }: Place) => fiveTimes(w, () => w.paste('77777-77777', x)),
  async 'asks for a reset'({ w }: Place): Promise<Told> {
    const told = [await said(w, () => w.app.reset.ask({ email: x }))]
    await w.deliver()
    return [told, w.app.mail.needs()]
  },
  async 'makes an account'({ w }: Place): Promise<Told> {
    const told = [await said(w, () => w.create(x, own))]
    await w.deliver()
    told.push(look(w))
    w.app.account.signOut()
    return told
  },
  'types the own password': ({ w }: Place) => inside(w),
  'types wrong passwords in the session and at the lock': ({ w }: Place) =>
    inside(w, async () => {
      const change = { current: wrong, next: better }
      const told = await fiveTimes(w, () => w.app.account.changePassword(change))
      await w.app.lock.now(undefined)
      told.push(...(await fiveTimes(w, () => w.app.lock.unlock({ password: wrong }))))
      await w.app.lock.leave(undefined)
      return told
    }),
  'deletes the account': ({ w }: Place) =>
    inside(w, () => said(w, () => w.app.account.delete({ password: own }))),
  async 'lets a minute pass'({ w }: Place): Promise<Told> {
    w.clock.pass(minute)
    return []
  },
  async 'lets a day pass'({ w }: Place): Promise<Told> {
    w.clock.pass(day)
    return []
  },
  async 'sees the person come and go'({ w, persons }: Place): Promise<Told> {
    if (persons !== null) await codeOf(() => w.signIn(x, persons))
    w.app.account.signOut()
    return []
  },
  async 'sees the person reset the password'(place: Place): Promise<Told> {
    const { w } = place
    w.sender.sent.length = 0
    await codeOf(() => w.app.reset.ask({ email: x }))
    await w.deliver()
    if (w.sender.sent.some(({ content }) => content.kind === 'reset')) {
      const next = place.persons === good ? better : good
      await w.reset(w.lastLink(), next)
      await w.deliver()
      place.persons = next
      expect(await codeOf(() => w.signIn(x, next))).toBe('ok')
      w.app.account.signOut()
    }
    return []
  },
}

type Step = keyof typeof steps

const withAccount: readonly Step[] = [
  'types wrong passwords in the session and at the lock',
  'deletes the account',
]
const quiet: readonly Step[] = ['lets a minute pass', 'lets a day pass']
const silent: readonly Step[] = [
  ...quiet,
  'sees the person come and go',
  'sees the person reset the password',
]

/** Whether the story would be the same as a shorter one. Only such stories are left out. */
function isIdle(story: readonly Step[], step: Step, left: number): boolean {
  const has = story.findLast((one) => one === 'makes an account' || one === 'deletes the account')
  const hasAccount = has === 'makes an account'
  if (step === 'makes an account' ? hasAccount : !hasAccount && withAccount.includes(step)) {
    return true
  }
  if (left === 0) return silent.includes(step)
  const last = story.at(-1)
  return quiet.includes(step) && (last === undefined || quiet.includes(last))
}

const places: Place[] = []
const ends: (() => void | Promise<void>)[] = []

async function ready(story: (w: World) => Promise<unknown>): Promise<World> {
  const w = world({}, (end) => void ends.push(end))
  await w.withMail()
  await w.confirmed('owner@example.com')
  await story(w)
  await w.deliver()
  w.app.account.signOut()
  w.clock.time = noon
  someCode ||= formatCode(w.cipher, newCode(w.random))
  return w
}

/** Plays every story of these steps. @returns those that were answered differently */
async function differences(alphabet: readonly Step[], length: number): Promise<unknown[]> {
  const found: unknown[] = []

  async function goOn(story: readonly Step[]): Promise<void> {
    const left = length - story.length - 1
    for (const step of alphabet) {
      if (found.length > 2 || isIdle(story, step, left)) continue
      const persons = places.map((place) => place.persons)
      await inEach(places, async () => {
        const told: string[] = []
        for (const place of places) told.push(JSON.stringify(await steps[step](place)))
        const other = told.findIndex((answers) => answers !== told[0])
        const next = [...story, step]
        if (other > 0)
          found.push({ next, where: kinds[other]?.[0], said: told[other], else: told[0] })
        else if (left > 0) await goOn(next)
      })
      places.forEach((place, at) => {
        place.persons = persons[at] ?? null
      })
    }
  }

  await goOn([])
  return found
}

/** Does `work`, and then undoes it in every one of them. */
function inEach([first, ...rest]: readonly Undoable[], work: () => Promise<void>): Promise<void> {
  return first ? first.undone(() => inEach(rest, work)) : work()
}

describe('a stranger is told the same, whatever there is', () => {
  beforeAll(async () => {
    for (const [whose, story] of kinds) {
      const persons = whose === kinds[0]?.[0] ? null : good
      places.push({ ...(await undoable(() => ready(story))), persons })
    }
    return async () => {
      for (const end of ends.toReversed()) await end()
    }
  })

  it('by every story of up to three steps', async () => {
    expect(await differences(Object.keys(steps) as Step[], 3)).toEqual([])
  })

  it('by every story of up to five steps about passwords and their waits', async () => {
    const about: readonly Step[] = [
      'types wrong passwords',
      'makes an account',
      'types the own password',
      'types wrong passwords in the session and at the lock',
      'deletes the account',
      'lets a minute pass',
      'lets a day pass',
      'sees the person come and go',
    ]
    expect(await differences(about, 5)).toEqual([])
  })

  it('by every story of up to five steps about mails, codes and resets', async () => {
    const about: readonly Step[] = [
      'types wrong short codes',
      'asks for a reset',
      'makes an account',
      'types the own password',
      'deletes the account',
      'sees the person reset the password',
    ]
    expect(await differences(about, 5)).toEqual([])
  })
})
