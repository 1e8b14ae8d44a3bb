import { describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, ok } from '../test/fake-api'
import { member, state } from '../test/sample-views'
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
    expect(screen()).toEqual({ name: 'home', section: 'vault' })
  })

  test('stays where it is when it fails, and hands the reason back', async () => {
    const { app, screen } = await started({ accountSignIn: async () => fail('SIGN_IN_FAILED') })
    expect(await app.signIn(values)).toMatchObject({ code: 'SIGN_IN_FAILED' })
    expect(screen().name).toBe('sign-in')
  })
})

test('a new account is made for the language of its mails', async () => {
  const appState = vi
    .fn(async () => ok(state({ session: member })))
    .mockResolvedValueOnce(ok(state({ stage: 'create-first' })))
  const { app, api, screen } = await started({ appState })
  expect(await app.createAccount({ ...values, language: 'de' })).toBeNull()
  expect(api.accountCreate).toHaveBeenCalledWith({ ...values, language: 'de' })
  expect(screen().name).toBe('recovery-offer')
})

test('main telling of the session first leads nobody elsewhere on the way', async () => {
  const appState = vi
    .fn(async () => ok(state({ session: member })))
    .mockResolvedValueOnce(ok(state({ stage: 'create-first' })))
  const { app, emit, seen } = await started({
    appState,
    accountCreate: async () => {
      await emit('stateChanged')
      return ok(member)
    },
  })
  await app.createAccount({ ...values, language: 'de' })
  expect(new Set(seen.map(({ name }) => name))).toEqual(
    new Set(['create-account', 'recovery-offer']),
  )
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

describe('locked', () => {
  const locked = state({ locked: { email: 'a•••@example.com' } })

  test('the password opens it again, where one belongs', async () => {
    const appState = vi
      .fn(async () => ok(state({ session: member })))
      .mockResolvedValueOnce(ok(locked))
    const { app, api, screen } = await started({ appState })
    expect(screen().name).toBe('unlock')
    expect(await app.unlock('x')).toBeNull()
    expect(api.lockUnlock).toHaveBeenCalledWith({ password: 'x' })
    expect(screen()).toEqual({ name: 'home', section: 'vault' })
  })

  test('a wrong password stays locked', async () => {
    const { app, screen } = await started({
      appState: async () => ok(locked),
      lockUnlock: async () => fail('WRONG_PASSWORD'),
    })
    expect(await app.unlock('x')).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(screen().name).toBe('unlock')
  })

  test('a session that ended meanwhile leads to sign-in, not to an error', async () => {
    const appState = vi.fn(async () => ok(state())).mockResolvedValueOnce(ok(locked))
    const { app, screen } = await started({
      appState,
      lockUnlock: async () => fail('NOT_SIGNED_IN'),
    })
    expect(await app.unlock('x')).toBeNull()
    expect(screen().name).toBe('sign-in')
  })

  test('somebody else may take over', async () => {
    const appState = vi.fn(async () => ok(state())).mockResolvedValueOnce(ok(locked))
    const { app, api, screen } = await started({ appState })
    expect(await app.leaveLocked()).toBeNull()
    expect(api.lockLeave).toHaveBeenCalledOnce()
    expect(screen().name).toBe('sign-in')
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
