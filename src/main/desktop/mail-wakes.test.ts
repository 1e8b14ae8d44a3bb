import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { world } from '../../../test/world'
import { MailFailure } from '../domain/ports/mail'
import { mailWakes } from './mail-wakes'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const hour = 3_600_000
const away = new MailFailure('MAIL_TIMEOUT', true)

/** A reset email is queued because its server couldn't be reached for hours, or failed meanwhile. */
async function waiting(how: 'away' | 'fell ill') {
  const w = world()
  await w.withMail()
  await w.confirmed()
  w.clock.pass(hour)
  w.sender.sent.length = 0
  if (how === 'away') w.sender.unreachable = away
  else {
    w.sender.meanwhile = () => {
      w.sender.unreachable = away
    }
  }
  w.app.reset.ask({ email: 'ada@example.com' })
  await w.deliver()
  w.sender.meanwhile = () => {}
  const site = { addresses: ['192.0.2.7'], wakeUp: () => {} }
  mailWakes(
    {
      services: () => w.app,
      onResume(hurry) {
        site.wakeUp = hurry
      },
      online: () => true,
      addresses: () => site.addresses,
    },
    1000,
  )
  vi.advanceTimersByTime(2000)
  w.sender.unreachable = null
  return { w, site }
}

const kinds = ({ sender }: ReturnType<typeof world>) =>
  sender.sent.map(({ content }) => content.kind)

describe.each(['away', 'fell ill'] as const)('a mail whose server %s', (how) => {
  it('goes out at once when the computer wakes up', async () => {
    const { w, site } = await waiting(how)
    site.wakeUp()
    await w.deliver()
    expect(kinds(w)).toEqual(['reset'])
  })

  it('goes out at once when the network is another', async () => {
    const { w, site } = await waiting(how)
    vi.advanceTimersByTime(2000)
    await w.deliver()
    expect(kinds(w)).toEqual([])
    site.addresses = ['198.51.100.3']
    vi.advanceTimersByTime(1000)
    await w.deliver()
    expect(kinds(w)).toEqual(['reset'])
  })
})

it('waking up before a profile is open does no harm', () => {
  let wakeUp = () => {}
  mailWakes({
    services: () => null,
    onResume(hurry) {
      wakeUp = hurry
    },
    online: () => true,
  })
  expect(wakeUp).not.toThrow()
})
