import { channels } from '@contract/channels'
import { maxEntryText, maxNotes, maxPasteLength, maxTagLength } from '@contract/limits'
import { describe, expect, it } from 'vitest'
import { mostOfCall, weigh } from '../../src/contract/weight.ts'
import { callLimits, most } from '../../src/main/ipc/call-limits.ts'
import { bounded } from '../../src/preload/bounded.ts'

const id = 'A'.repeat(22)
const isTooHeavy = (args: unknown) => weigh(args) === null

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

describe('a script in the page', () => {
  function bridge() {
    const heard: unknown[] = []
    const answers: (() => void)[] = []
    const call = bounded((name, args) => {
      heard.push(args)
      return new Promise((answered) => answers.push(() => answered({ ok: true, value: name })))
    })
    return { heard, call, answer: () => answers.shift()?.() }
  }

  it('cannot have main copy more than a call may carry: it is refused before it is sent', async () => {
    const { heard, call } = bridge()
    for (const args of [
      'x'.repeat(3 * 1024 * 1024),
      { ids: Array(10_000).fill(id) },
      [new Map()],
    ]) {
      expect(await call('vault.trash', args)).toEqual({ ok: false, code: 'BAD_REQUEST' })
    }
    expect(heard).toEqual([])
  })

  it('nor many that are heavy at once, while light ones go on', async () => {
    const { heard, call, answer } = bridge()
    const heavy = 'x'.repeat(mostOfCall.characters - 100)
    const calls = Array.from({ length: 50 }, () => call('link.paste', heavy))
    expect(heard).toHaveLength(2)
    expect(await calls[2]).toEqual({ ok: false, code: 'WAIT' })
    const light = call('app.state', undefined)
    answer()
    expect(await calls[0]).toEqual({ ok: true, value: 'link.paste' })
    void call('link.paste', heavy)
    expect(heard).toHaveLength(4)
    for (let i = 0; i < 3; i += 1) answer()
    expect(await light).toEqual({ ok: true, value: 'app.state' })
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
  const nothing = [undefined]

  it('is refused while a hundred calls are under way, and heard again after', () => {
    const { of, turn } = limits()
    for (let i = 0; i < most.underWay; i += 1) expect(of.enter(page, nothing)).toBe('answer')
    expect(of.enter(page, nothing)).toBe('refuse')
    expect(of.enter(other, nothing)).toBe('answer')
    turn()
    expect(of.enter(page, nothing)).toBe('refuse')
    of.leave(page)
    expect(of.enter(page, nothing)).toBe('answer')
  })

  it('is refused when main has not come to anything else meanwhile', () => {
    const { of, turn } = limits()
    const call = () => {
      const verdict = of.enter(page, nothing)
      if (verdict === 'answer') of.leave(page)
      return verdict
    }
    for (let i = 0; i < most.perTurn; i += 1) expect(call()).toBe('answer')
    expect(call()).toBe('refuse')
    turn()
    expect(call()).toBe('answer')
  })

  it('and goes on in spite of it is taken away, and nobody else', () => {
    const { of } = limits()
    const verdicts = new Set<string>()
    for (let i = 0; i <= most.refusedInTurn; i += 1) verdicts.add(of.enter(page, nothing))
    expect([...verdicts]).toEqual(['answer', 'refuse', 'take-away'])
    expect(of.enter(other, nothing)).toBe('answer')
  })

  it('or sends more than its own preload would is taken away at once, and no one else', () => {
    const { of } = limits()
    for (const args of [['x'.repeat(3 * 1024 * 1024)], [{ ids: Array(10_000).fill(id) }], [1, 2]]) {
      expect(of.enter(page, args)).toBe('take-away')
      expect(of.enter(other, nothing)).toBe('answer')
    }
  })
})
