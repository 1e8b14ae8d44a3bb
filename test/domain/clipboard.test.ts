import { describe, expect, it } from 'vitest'
import { aLogin, save } from '../support/typed-entries.ts'
import { world } from '../world.ts'

async function copied() {
  const w = world()
  await w.create()
  const { id } = await save(w, aLogin({ password: 'tide' }))
  const copy = () => w.app.vault.copy({ id, field: { kind: 'password' } })
  return { w, copy, first: await copy() }
}

describe('the clipboard', () => {
  it('is cleared after 30 s', async () => {
    const { w, first } = await copied()
    expect(first.clearsAt).toBe(w.clock.now() + 30_000)
    w.clock.pass(29_999)
    await w.deliver()
    expect(w.desktop.copied).toBe('tide')
    w.clock.pass(1)
    await w.deliver()
    await w.pause()
    expect(w.desktop.copied).toBe('')
  })

  it('keeps what a person has copied since', async () => {
    const { w } = await copied()
    w.desktop.copied = 'a shopping list'
    w.clock.pass(60_000)
    await w.deliver()
    await w.pause()
    expect(w.desktop.copied).toBe('a shopping list')
  })

  it('is cleared 30 s after the last copy, not the first', async () => {
    const { w, copy } = await copied()
    w.clock.pass(20_000)
    await copy()
    w.clock.pass(20_000)
    await w.deliver()
    await w.pause()
    expect(w.desktop.copied).toBe('tide')
  })

  it('that cannot be read is left alone, and the next copy works as ever', async () => {
    const { w, copy } = await copied()
    const { read } = w.desktop.clipboard
    w.desktop.clipboard.read = () => Promise.reject(new Error('no display'))
    w.clock.pass(30_000)
    await w.deliver()
    await w.pause()
    expect(w.desktop.copied).toBe('tide')
    expect(w.logged).toEqual(['clipboard'])
    w.desktop.clipboard.read = read
    await copy()
    await w.copier.clear()
    expect(w.desktop.copied).toBe('')
  })
})
