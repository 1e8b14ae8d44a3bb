import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchNetwork } from './mail-wakes'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const site = { awaited: true, online: true, addresses: ['192.0.2.7'], changes: 0 }
  const stop = watchNetwork(
    {
      awaited: () => site.awaited,
      online: () => site.online,
      addresses: () => site.addresses,
      changed: () => {
        site.changes += 1
      },
    },
    1000,
  )
  const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)
  return { site, stop, pass }
}

it('says so once when the network comes back', () => {
  const { site, pass } = watched()
  site.online = false
  pass(5)
  expect(site.changes).toBe(0)
  site.online = true
  pass(5)
  expect(site.changes).toBe(1)
})

it('says so when it is another network', () => {
  const { site, pass } = watched()
  pass(2)
  site.addresses = ['198.51.100.3']
  pass(2)
  expect(site.changes).toBe(1)
})

it('says nothing when it goes, nor to somebody who does not wait', () => {
  const { site, pass } = watched()
  pass(1)
  site.online = false
  pass(2)
  site.awaited = false
  pass(1)
  site.online = true
  pass(1)
  site.awaited = true
  pass(5)
  expect(site.changes).toBe(0)
})

it('ends', () => {
  const { site, stop, pass } = watched()
  pass(1)
  stop()
  site.addresses = []
  pass(5)
  expect(site.changes).toBe(0)
})
