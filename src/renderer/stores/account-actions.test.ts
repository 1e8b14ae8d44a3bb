import { describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, member, ok, state } from '../test/fake-api'
import { createApp } from './app'
import type { Screen } from './screens'

const values = { email: 'ann@example.com', password: 'x', remember: true }

async function started(overrides: Parameters<typeof fakeApi>[0] = {}) {
  const fake = fakeApi(overrides)
  const app = createApp(fake.api)
  await app.start()
  const seen: Screen[] = []
  app.store.subscribe(({ screen }) => seen.push(screen))
  return { ...fake, app, seen, screen: () => app.store.getState().screen }
}

const signedIn = { appState: async () => ok(state({ session: member })) }

describe('signing in', () => {
  test('goes to the account at once', async () => {
    const appState = vi
      .fn(async () => ok(state({ session: member })))
      .mockResolvedValueOnce(ok(state()))
    const { app, api, screen } = await started({ appState })
    expect(await app.signIn(values)).toBeNull()
    expect(api.accountSignIn).toHaveBeenCalledWith(values)
    expect(screen()).toEqual({ name: 'home', section: 'account' })
  })

  test('stays where it is when it fails, and hands the reason back', async () => {
    const { app, screen } = await started({ accountSignIn: async () => fail('SIGN_IN_FAILED') })
    expect(await app.signIn(values)).toMatchObject({ code: 'SIGN_IN_FAILED' })
    expect(screen().name).toBe('sign-in')
  })
})

describe('leaving', () => {
  test('signing out is not told as having been signed out, even if main tells first', async () => {
    const appState = vi.fn(async () => ok(state({ session: member as typeof member | null })))
    const { app, emit, seen } = await started({
      appState,
      accountSignOut: async () => {
        appState.mockResolvedValue(ok(state()))
        await emit('stateChanged')
        return ok(null)
      },
    })
    expect(await app.signOut()).toBeNull()
    expect(seen.filter(({ name }) => name === 'sign-in')).not.toContainEqual(
      expect.objectContaining({ ended: true }),
    )
    expect(seen.at(-1)).toEqual({ name: 'sign-in', email: '', ended: false })
  })

  test('a sign-out that fails leaves the account open', async () => {
    const { app, screen } = await started({
      ...signedIn,
      accountSignOut: async () => fail('INTERNAL'),
    })
    expect(await app.signOut()).toMatchObject({ code: 'INTERNAL' })
    expect(screen().name).toBe('home')
  })

  test('a session that ends by itself is told', async () => {
    const appState = vi.fn(async () => ok(state({ session: member as typeof member | null })))
    const { emit, screen } = await started({ appState })
    appState.mockResolvedValue(ok(state()))
    await emit('stateChanged')
    expect(screen()).toEqual({ name: 'sign-in', email: '', ended: true })
  })

  test('deleting the account says so before anything else', async () => {
    const { app, seen } = await started(signedIn)
    expect(await app.deleteAccount('x')).toBeNull()
    expect(seen.at(-1)).toEqual({ name: 'done', what: 'deleted' })
  })

  test('a wrong password deletes nothing', async () => {
    const { app, screen } = await started({
      ...signedIn,
      accountDelete: async () => fail('WRONG_PASSWORD'),
    })
    expect(await app.deleteAccount('x')).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(screen().name).toBe('home')
  })
})

describe('asking for a reset', () => {
  test('shows what was typed and what everybody is told, nothing else', async () => {
    const { app, screen } = await started()
    expect(await app.askReset(' Ann@example.com ')).toBeNull()
    expect(screen()).toEqual({
      name: 'check-mail',
      email: 'Ann@example.com',
      asked: { askedAt: 1, nextPossibleAt: 2 },
    })
  })
})
