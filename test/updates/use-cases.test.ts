import { describe, expect, test } from 'vitest'
import { UpdateFailure } from '../../src/main/domain/ports/updates.ts'
import { computerOf } from '../support/computer.ts'
import { codeOf, good, type World, world } from '../world.ts'

type Updates = ReturnType<typeof computerOf>['updates']

const decisions: readonly (readonly [string, (updates: Updates) => unknown])[] = [
  ['switch them off', (updates) => updates.set({ enabled: false })],
  ['look', (updates) => updates.check(undefined)],
  ['have one installed', (updates) => updates.plan({ install: true })],
  ['restart', (updates) => updates.restart(undefined)],
  ['show the file', (updates) => updates.showFile(undefined)],
]

async function ownerAndMember(): Promise<World> {
  const w = world()
  await w.create()
  await w.create('grace@example.com', good)
  return w
}

describe.each(decisions)('to %s', (_, decide) => {
  test('is the owner’s, not a member’s, and nobody’s who is signed out', async () => {
    const w = await ownerAndMember()
    const { updates } = computerOf(w)
    expect(await codeOf(() => decide(updates))).toBe('FORBIDDEN')
    w.app.account.signOut()
    expect(await codeOf(() => decide(updates))).toBe('NOT_SIGNED_IN')
    await w.signIn()
    expect(await codeOf(() => decide(updates))).toBe('ok')
  })

  test('is nobody’s in the demo, whose owner is anybody', async () => {
    const w = world()
    await w.create()
    expect(await codeOf(() => decide(computerOf(w, { demo: true }).updates))).toBe('FORBIDDEN')
  })
})

test('nothing is restarted while a reset’s link waits to be looked at', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed()
  const link = await w.resetLink()
  await w.signIn()
  const { updates, restarts } = computerOf(w)
  w.app.link.receive(link)
  expect((await updates.view(undefined)).busy).toBe(true)
  expect(await codeOf(() => updates.restart(undefined))).toBe('FORBIDDEN')
  expect(restarts()).toBe(0)
})

test('a check is answered once its result is known', async () => {
  const w = await ownerAndMember()
  w.app.account.signOut()
  await w.signIn()
  const feed = {
    host: 'updates.example',
    newest: () => Promise.reject(new UpdateFailure('offline')),
    read: () => Promise.reject(new UpdateFailure('unreadable')),
  }
  const { updates } = computerOf(w, { feed })
  expect(await updates.check(undefined)).toMatchObject({ checking: false, problem: 'offline' })
})

test('anybody may see them', async () => {
  const w = await ownerAndMember()
  expect(await computerOf(w).updates.view(undefined)).toMatchObject({
    mayChange: false,
    version: '0.1.0',
    host: null,
  })
})
