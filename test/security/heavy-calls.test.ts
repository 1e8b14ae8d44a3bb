import { channels } from '@contract/channels'
import { maxEntryText, maxNotes, maxPasteLength, maxTagLength } from '@contract/limits'
import { describe, expect, it } from 'vitest'
import { callLimits, most } from '../../src/main/ipc/call-limits.ts'
import { isTooHeavy } from '../../src/main/ipc/weight.ts'

const id = 'A'.repeat(22)

describe('an argument', () => {
  it('of the heaviest that the screens send is not too heavy', () => {
    const entry = {
      kind: 'login',
      title: 't'.repeat(maxEntryText),
      notes: 'n'.repeat(maxNotes),
      tags: Array(20).fill('t'.repeat(maxTagLength)),
      favourite: true,
      username: 'u'.repeat(maxEntryText),
      urls: Array(20).fill('u'.repeat(maxEntryText)),
      password: 'p'.repeat(maxEntryText),
      otp: null,
    }
    const heavy = {
      'vault.save': { id, entry },
      'vault.trash': { ids: Array(1000).fill(id) },
      'link.paste': { text: 'x'.repeat(maxPasteLength), email: null },
      'app.state': undefined,
    } as const
    for (const [name, args] of Object.entries(heavy)) {
      const schema = channels[name as keyof typeof heavy].args
      expect(schema.safeParse(args).success).toBe(true)
      expect(isTooHeavy(args)).toBe(false)
    }
  })

  it.each([
    ['a long text', 'x'.repeat(3 * 1024 * 1024)],
    ['ten million items', { ids: Array(10_000_000).fill(id) }],
    ['holes', { ids: new Array(4_000_000_000) }],
    [
      'a hundred thousand fields',
      Object.fromEntries(
        Array(100_000)
          .fill(0)
          .map((_, i) => [i, i]),
      ),
    ],
    ['long names of fields', { ['x'.repeat(3 * 1024 * 1024)]: 1 }],
    ['bytes', new Uint8Array(1)],
    ['a Map', { ids: new Map() }],
    ['a date', new Date()],
  ])('of %s is too heavy', (_what, args) => {
    expect(isTooHeavy(args)).toBe(true)
  })

  it('with many items is found too heavy before they are read', () => {
    let read = 0
    const items = new Proxy(Array(1_000_000).fill(id), {
      get(of, name, self) {
        read += 1
        return Reflect.get(of, name, self)
      },
    })
    expect(isTooHeavy({ ids: items })).toBe(true)
    expect(read).toBeLessThan(100_000)
  })

  it('nested without end, or in itself, is too heavy', () => {
    const round: Record<string, unknown> = {}
    round['again'] = round
    let deep: unknown = 'x'
    for (let i = 0; i < 100_000; i += 1) deep = [deep]
    expect(isTooHeavy(round)).toBe(true)
    expect(isTooHeavy(deep)).toBe(true)
  })

  it('that brings a prototype along changes nobody else’s', () => {
    const args = JSON.parse('{"__proto__":{"isOwner":true},"email":"a@b.cc"}')
    expect(isTooHeavy(args)).toBe(false)
    expect(channels['reset.ask'].args.safeParse(args).success).toBe(false)
    expect('isOwner' in {}).toBe(false)
  })
})

describe('a page that calls too much', () => {
  function limits() {
    const turns: (() => void)[] = []
    const of = callLimits((then) => turns.push(then))
    const turn = () => {
      for (const then of turns.splice(0)) then()
    }
    return { of, turn }
  }
  const page = {}
  const other = {}

  it('is refused while a hundred calls are under way, and heard again after', () => {
    const { of, turn } = limits()
    for (let i = 0; i < most.underWay; i += 1) expect(of.enter(page)).toBe('answer')
    expect(of.enter(page)).toBe('refuse')
    expect(of.enter(other)).toBe('answer')
    turn()
    expect(of.enter(page)).toBe('refuse')
    of.leave(page)
    expect(of.enter(page)).toBe('answer')
  })

  it('is refused when main has not come to anything else meanwhile', () => {
    const { of, turn } = limits()
    const call = () => {
      const verdict = of.enter(page)
      if (verdict === 'answer') of.leave(page)
      return verdict
    }
    for (let i = 0; i < most.inTurn; i += 1) expect(call()).toBe('answer')
    expect(call()).toBe('refuse')
    turn()
    expect(call()).toBe('answer')
  })

  it('and goes on in spite of it is taken away, and nobody else', () => {
    const { of } = limits()
    const verdicts = new Set<string>()
    for (let i = 0; i <= most.refusedInTurn; i += 1) verdicts.add(of.enter(page))
    expect([...verdicts]).toEqual(['answer', 'refuse', 'take-away'])
    expect(of.enter(other)).toBe('answer')
  })
})
