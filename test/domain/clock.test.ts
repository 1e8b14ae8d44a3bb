/** A clock that ran ahead and was corrected locks no one out until it has caught up. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DomainFailure } from '../../src/main/domain/failure.ts'
import { edited } from '../support/tampered.ts'
import {
  codeOf,
  day,
  good,
  hour,
  minute,
  restarted,
  temporaryFolder,
  type World,
  world,
} from '../world.ts'

const wrong = 'wrong wrong wrong wrong'
const addresses = ['ada@example.com', 'nobody@example.com']

async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  return w
}

/** When the next attempt is possible, or null if this one was. */
async function waitOf(work: () => unknown): Promise<number | null> {
  try {
    await work()
    return null
  } catch (error) {
    return (error as DomainFailure).retryAt ?? null
  }
}

/** Does `work` with the clock 30 days ahead, and then corrects the clock. */
async function ahead(w: World, work: () => unknown): Promise<void> {
  w.clock.pass(30 * day)
  await work()
  w.clock.pass(-30 * day)
}

async function askFiveTimes(w: World, email: string): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    w.app.reset.ask({ email })
    w.clock.pass(minute)
  }
  w.clock.pass(-5 * minute)
}

async function guessFiveTimes(w: World, email: string): Promise<void> {
  for (let n = 0; n < 5; n += 1) await codeOf(() => w.signIn(email, wrong))
}

describe('what was counted while the clock was 30 days ahead', () => {
  it.each(addresses)('lets %s ask for a reset when it said it would', async (email) => {
    const w = await ready()
    await ahead(w, () => askFiveTimes(w, email))
    const first = await waitOf(() => w.app.reset.ask({ email }))
    // Checked every minute, as the screen may do: the time of the next attempt stays the same.
    const looks: (number | null)[] = []
    for (let n = 0; n < 59; n += 1) {
      w.clock.pass(minute)
      looks.push(await waitOf(() => w.app.reset.ask({ email })))
    }
    expect(first).toBe(w.clock.time - 59 * minute + hour)
    expect(new Set(looks)).toEqual(new Set([first]))
    w.clock.pass(minute)
    expect(await codeOf(() => w.app.reset.ask({ email }))).toBe('ok')
  })

  it('lets a person sign in after the wait that it said', async () => {
    const w = await ready()
    await ahead(w, () => guessFiveTimes(w, 'ada@example.com'))
    const until = await waitOf(() => w.signIn())
    expect(until).toBe(w.clock.time + 30_000)
    w.clock.pass(15_000)
    expect(await waitOf(() => w.signIn())).toBe(until)
    w.clock.pass(15_000)
    expect(await codeOf(() => w.signIn())).toBe('ok')
  })

  it('makes somebody without an account wait as long', async () => {
    const w = await ready()
    const waits: number[] = []
    for (const email of addresses) {
      await ahead(w, () => guessFiveTimes(w, email))
      const now = w.clock.time
      waits.push(((await waitOf(() => w.signIn(email, wrong))) ?? 0) - now)
      w.clock.pass(10_000)
      waits.push(((await waitOf(() => w.signIn(email, wrong))) ?? 0) - now)
    }
    expect(waits).toEqual([30_000, 30_000, 30_000, 30_000])
  })

  it('is set right once, over restarts', async () => {
    const w = await ready()
    await ahead(w, () => askFiveTimes(w, 'ada@example.com'))
    const first = await waitOf(() => w.app.reset.ask({ email: 'ada@example.com' }))
    w.clock.pass(hour / 2)
    const again = restarted(w)
    expect(await waitOf(() => again.app.reset.ask({ email: 'ada@example.com' }))).toBe(first)
  })
})

describe('links and codes that are refused because the clock was set back', () => {
  it('are replaced by asking anew, as soon as that is possible', async () => {
    const w = await ready()
    let link = ''
    await ahead(w, async () => {
      link = await w.resetLink()
    })
    expect(await codeOf(() => w.paste(link))).toBe('CLOCK_BACKWARDS')
    const until =
      (await waitOf(() => w.app.reset.ask({ email: 'ada@example.com' }))) ?? w.clock.time
    expect(until - w.clock.time).toBeLessThanOrEqual(minute)
    w.clock.time = until
    const fresh = await w.resetLink()
    expect(await codeOf(() => w.paste(link))).not.toBe('ok')
    expect(await codeOf(() => w.reset(fresh))).toBe('ok')
  })

  it('of an address to confirm, too', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await ahead(w, async () => {
      w.app.account.sendConfirmation()
      await w.deliver()
    })
    const old = w.lastLink()
    expect(await codeOf(() => w.paste(old))).toBe('CLOCK_BACKWARDS')
    w.clock.pass(2 * minute)
    await codeOf(() => w.app.account.sendConfirmation())
    w.clock.pass(minute)
    w.app.account.sendConfirmation()
    await w.deliver()
    const { ref } = await w.paste(w.lastLink())
    expect(await codeOf(() => w.app.link.confirm({ ref }))).toBe('ok')
  })
})

describe('a link that was too old stays so when the clock is set back', () => {
  /** A link that is seen when it has expired, before the clock and the stored last-seen time are set back. */
  async function tooOld(seen: (w: World, link: string) => unknown): Promise<string> {
    const w = await ready()
    const link = await w.resetLink()
    const row = JSON.stringify(w.settings.get('clock.last-seen'))
    w.clock.pass(hour)
    await seen(w, link)
    w.clock.pass(-hour)
    const again = edited(w, (db) => {
      db.prepare("UPDATE setting SET value = ? WHERE key = 'clock.last-seen'").run(row)
    })
    return codeOf(() => again.paste(link))
  }

  it('because it was opened then', async () => {
    const open = (w: World, link: string) => codeOf(() => w.paste(link))
    expect(await tooOld(open)).toBe('CLOCK_BACKWARDS')
  })

  it('because the app ran then', async () => {
    const run = async (w: World) => {
      w.clock.pass(-hour)
      w.watchTime()
      w.clock.pass(hour)
      w.timers.run()
    }
    expect(await tooOld(run)).toBe('CLOCK_BACKWARDS')
  })

  it('because the app was started then', async () => {
    expect(await tooOld((w) => restarted(w).close())).toBe('CLOCK_BACKWARDS')
  })

  it('and not because of anything else', async () => {
    expect(await tooOld(() => {})).toBe('ok')
  })

  it.each([
    ['someone signed in', (w: World) => w.signIn()],
    [
      'a session was locked',
      async (w: World) => {
        w.clock.pass(-hour)
        await w.signIn()
        w.clock.pass(hour)
        w.app.locker.now()
      },
    ],
    [
      'a session was unlocked',
      async (w: World) => {
        w.clock.pass(-hour)
        await w.signIn()
        w.app.locker.now()
        w.clock.pass(hour)
        await w.app.lock.unlock({ password: good })
      },
    ],
  ] as const)('because %s then, and the app was killed', async (_, seen) => {
    const w = await ready()
    const link = await w.resetLink()
    w.clock.pass(hour)
    await seen(w)
    // What is on the disk at that moment, without anything that is written when the app ends.
    const folder = temporaryFolder()
    for (const ending of ['', '-wal']) {
      copyFileSync(
        join(w.folder, `latchkey.sqlite${ending}`),
        join(folder, `latchkey.sqlite${ending}`),
      )
    }
    const again = world({ folder, keychain: w.keychain, time: w.clock.now() - hour })
    expect(await codeOf(() => again.paste(link))).toBe('CLOCK_BACKWARDS')
  })
})

describe('a start with the clock far ahead', () => {
  it('keeps no one from signing in once it is set right, and a new link works', async () => {
    const w = await ready()
    const old = await w.resetLink()
    w.clock.pass(365 * day)
    const ahead = restarted(w)
    ahead.clock.pass(-365 * day)
    const right = restarted(ahead)
    expect(await codeOf(() => right.signIn())).toBe('ok')
    right.app.account.signOut()
    expect(await codeOf(() => right.paste(old))).toBe('CLOCK_BACKWARDS')
    right.clock.pass(2 * minute)
    expect(await codeOf(async () => right.reset(await right.resetLink()))).toBe('ok')
    // From then on, everything is as if the clock had never run ahead.
    const later = restarted(right)
    later.clock.pass(2 * minute)
    expect(await codeOf(async () => later.paste(await later.resetLink()))).toBe('ok')
  })
})
