import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budget, outlived } from '../../src/main/domain/backup/keeper.ts'
import type { BackupFile, BackupReason } from '../../src/main/domain/ports/vault-stores.ts'
import { day, hour, restarted, type World, world } from '../world.ts'

async function running(w: World) {
  const daily = w.dailyBackups()
  /** Lets time pass an hour at a time, with the app doing what is due. */
  async function pass(ms: number) {
    for (let left = ms; left > 0; left -= hour) {
      w.clock.pass(Math.min(left, hour))
      await w.deliver()
      await daily.idle()
    }
  }
  await pass(5_000)
  return { daily, pass }
}

const times = async (w: World) => (await w.backups.list()).map(({ at }) => at)

describe('daily backups', () => {
  it('are made soon after a start, and one a day while the app runs', async () => {
    const w = world()
    await w.create()
    const { pass } = await running(w)
    const first = w.clock.now()
    expect(await times(w)).toEqual([first])
    await pass(23 * hour)
    expect(await times(w)).toEqual([first])
    await pass(2 * hour)
    expect(await times(w)).toHaveLength(2)
    await pass(3 * day)
    expect(await times(w)).toHaveLength(5)
  })

  it('are not made again by a restart within a day', async () => {
    const w = world()
    await w.create()
    await running(w)
    const later = restarted(w)
    await running(later)
    expect(await times(later)).toHaveLength(1)
    later.clock.pass(day)
    const tomorrow = restarted(later)
    await running(tomorrow)
    expect(await times(tomorrow)).toHaveLength(2)
  })

  it('are kept for seven days', async () => {
    const w = world()
    await w.create()
    const { pass } = await running(w)
    await pass(20 * day)
    const all = await times(w)
    expect(all).toHaveLength(7)
    expect(w.clock.now() - Math.min(...all)).toBeLessThan(8 * day)
  })

  it('are made of nothing without an account', async () => {
    const w = world()
    const { pass } = await running(w)
    await pass(3 * day)
    expect(await times(w)).toEqual([])
  })

  it('end with the app', async () => {
    const w = world()
    await w.create()
    const { daily, pass } = await running(w)
    daily.stop()
    await pass(3 * day)
    expect(await times(w)).toHaveLength(1)
  })

  it('that fail are tried again within the hour, and said in the log', async () => {
    const w = world()
    await w.create()
    const make = w.backups.make
    w.backups.make = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    const { pass } = await running(w)
    expect(w.logged).toEqual(['daily backup'])
    expect(await times(w)).toEqual([])
    w.backups.make = make
    await pass(hour)
    expect(await times(w)).toHaveLength(1)
  })

  it('go on when the clock is set back, and those of the future are not thrown away', async () => {
    const w = world()
    await w.create()
    w.clock.pass(400 * day)
    const { pass } = await running(w)
    await pass(10 * day)
    const ahead = await times(w)
    expect(ahead).toHaveLength(7)
    w.clock.pass(-410 * day)
    const later = restarted(w)
    await (await running(later)).pass(10 * day)
    const all = await times(later)
    expect(all.filter((at) => at > later.clock.now())).toEqual(ahead)
    expect(all.filter((at) => at <= later.clock.now())).toHaveLength(7)
  })
})

describe('what is kept', () => {
  const reason = fc.constantFrom<BackupReason>('daily', 'restore', 'asked')
  const file = fc.record({ at: fc.nat({ max: 1_000 }), reason, bytes: fc.constant(1) })
  const files = fc
    .array(file, { maxLength: 60 })
    .map((all): BackupFile[] => all.map((one, index) => ({ ...one, id: `${index}` })))
  const now = fc.nat({ max: 1_000 })

  it('is never empty where something was, whatever the clock says', () => {
    fc.assert(
      fc.property(files, now, (all, time) => {
        fc.pre(all.length > 0)
        expect(outlived(all, time).length).toBeLessThan(all.length)
      }),
    )
  })

  it('is the newest 7 daily ones and the newest 3 of each other reason, past and future apart', () => {
    fc.assert(
      fc.property(files, now, reason, (all, time, why) => {
        const gone = new Set(outlived(all, time))
        for (const past of [true, false]) {
          const group = all.filter((one) => one.reason === why && one.at <= time === past)
          const kept = group.filter((one) => !gone.has(one))
          expect(kept).toHaveLength(Math.min(group.length, why === 'daily' ? 7 : 3))
          const oldestKept = Math.min(...kept.map(({ at }) => at))
          for (const one of group) if (gone.has(one)) expect(one.at).toBeLessThanOrEqual(oldestKept)
        }
      }),
    )
  })

  it.each([
    ['daily', 7],
    ['restore', 3],
    ['asked', 3],
  ] as const)('of ten that are %s is the newest %d', (why, most) => {
    const ten = Array.from({ length: 10 }, (_, at) => ({ id: `${at}`, at, bytes: 1, reason: why }))
    expect(outlived(ten, 10).map(({ at }) => at)).toEqual(
      Array.from({ length: 10 - most }, (_, n) => 9 - most - n),
    )
  })

  it('takes no more room than it may, but for the newest that someone counts on', () => {
    const sized = fc.tuple(files, fc.array(fc.nat({ max: 500 }), { minLength: 60, maxLength: 60 }))
    fc.assert(
      fc.property(sized, now, fc.nat({ max: 5_000 }), ([all, sizes], time, most) => {
        const backups = all.map((one, n) => ({ ...one, bytes: sizes[n] ?? 0 }))
        const gone = new Set(outlived(backups, time, most))
        const left = backups.filter((one) => !gone.has(one))
        const groupOf = ({ reason: why, at }: BackupFile) => `${why} ${at <= time}`
        for (const one of backups) {
          const group = backups.filter((other) => groupOf(other) === groupOf(one))
          const newest = Math.max(...group.map(({ at }) => at))
          expect(left.some((other) => group.includes(other) && other.at === newest)).toBe(true)
        }
        const total = left.reduce((sum, { bytes }) => sum + bytes, 0)
        const oneOfEach = new Set(left.map(groupOf)).size === left.length
        expect(total <= most || oneOfEach).toBe(true)
      }),
    )
  })

  it('is what it always was where there is room', () => {
    fc.assert(
      fc.property(files, now, (all, time) => {
        expect(outlived(all, time, 60)).toEqual(outlived(all, time))
      }),
    )
  })

  it('of a large database is a few copies, and never more than half of what the disk can give', () => {
    const gib = 2 ** 30
    const backups = [{ id: '1', at: 1, bytes: gib, reason: 'daily' as const }]
    expect(budget({ database: gib / 10, free: 100 * gib, backups })).toBe(gib)
    expect(budget({ database: gib, free: 100 * gib, backups })).toBe(4 * gib)
    expect(budget({ database: gib, free: gib, backups })).toBe(gib)
  })

  it('of a disk that fills up is made room for by itself', async () => {
    const w = world()
    await w.create()
    const { pass } = await running(w)
    await pass(5 * day)
    expect(await times(w)).toHaveLength(6)
    w.backups.room = async () => ({ database: 1, free: 0 })
    await pass(day)
    expect(await times(w)).toHaveLength(3)
  })
})
