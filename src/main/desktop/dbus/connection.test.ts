import { expect, it } from 'vitest'
import { asking, theBus } from './connection'

it.each([
  'unix:path=%',
  'unix:path=/x%zz',
  'unix:abstract=%ff',
  'unix:path=/x%00y',
  'unix:',
  '%',
  ';;',
])('an address of a bus that nobody could have meant is as none: %s', async (address) => {
  const ask = asking(address, (bus) => bus.call({ ...theBus, member: 'GetId' }), null)
  expect(await ask).toBeNull()
})
