import { expect, it } from 'vitest'
import { circuitBreaker, serverStatus } from '../../src/main/domain/mail/server-status.ts'
import { MailFailure } from '../../src/main/domain/ports/mail.ts'
import { world } from '../world.ts'

const full = new Error('the disk is full')

/** A world with a mail server, and the faults that are logged in it. */
async function ready() {
  const w = world()
  await w.withMail()
  const faults: unknown[] = []
  const log = { error: (_: string, error: unknown) => void faults.push(error) }
  const route = await w.mail.route()
  if (route === null) throw new Error('there is no mail server')
  return { faults, route, deps: { ...w, log, later: () => () => {}, route: async () => route } }
}

it('a check whose result cannot be acted on counts as one that failed', async () => {
  const { deps, faults } = await ready()
  let outcome: unknown[] = []
  const status = serverStatus(deps, {
    changed: () => {},
    checked(...result) {
      outcome = result
      throw full
    },
  })
  expect(await status.checkNow()).toBe(false)
  expect(outcome).toEqual([true, null])
  expect(faults).toEqual([full])
})

it('a fault of ours while a server is asked again is logged, and named as ours', async () => {
  const { deps, route, faults } = await ready()
  const breaker = circuitBreaker(deps)
  deps.sender.unreachable = full
  await breaker.isMailsFault(new MailFailure('MAIL_TIMEOUT', true), route)
  expect(breaker.reason()).toBe('INTERNAL')
  expect(faults).toEqual([full])
})

it('a server that answered after a failure is not asked again before the next email', async () => {
  const { deps, route } = await ready()
  const breaker = circuitBreaker(deps)
  expect(await breaker.isMailsFault(new MailFailure('MAIL_TIMEOUT', true), route)).toBe(true)
  const { checks } = deps.sender
  expect(await breaker.mayClose(route)).toBe(true)
  expect(deps.sender.checks).toBe(checks)
})
