import type { Result } from '@contract/channel'
import type { AppState } from '@contract/models'
import { describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, ok, settled } from '../test/fake-api'
import { link, member, state } from '../test/sample-views'
import { createApp } from './app'

const screenOf = (app: ReturnType<typeof createApp>) => app.store.getState().screen

describe('start', () => {
  test('shows nothing until main has answered, then where one belongs', async () => {
    const app = createApp(fakeApi().api)
    expect(screenOf(app).name).toBe('starting')
    await app.start()
    expect(screenOf(app).name).toBe('sign-in')
  })

  test('says so when main does not answer', async () => {
    const app = createApp(fakeApi({ appState: async () => fail('INTERNAL') }).api)
    await app.start()
    expect(screenOf(app)).toEqual({ name: 'start-problem', problem: null })
  })

  test('a failing reload leaves a working screen alone', async () => {
    const appState = vi.fn<() => Promise<Result<AppState>>>(async () => ok(state()))
    const { api, emit } = fakeApi({ appState })
    const app = createApp(api)
    await app.start()
    appState.mockResolvedValue(fail('INTERNAL'))
    await emit('stateChanged')
    expect(screenOf(app).name).toBe('sign-in')
  })

  test('trying again after a problem goes on where one belongs', async () => {
    const problem = { code: 'DISK_FULL', path: '/data', backup: null } as const
    const app = createApp(fakeApi({ appState: async () => ok(state({ problem })) }).api)
    await app.start()
    expect(screenOf(app)).toEqual({ name: 'start-problem', problem })
    expect(await app.retry()).toBeNull()
    expect(screenOf(app).name).toBe('sign-in')
  })

  test('putting a backup back goes on where one belongs', async () => {
    const problem = { code: 'DATABASE_CORRUPT', path: '/data', backup: { at: 1 } } as const
    const appState = vi
      .fn<() => Promise<Result<AppState>>>(async () => ok(state()))
      .mockResolvedValueOnce(ok(state({ problem })))
    const { api } = fakeApi({ appState })
    const app = createApp(api)
    await app.start()
    expect(screenOf(app).name).toBe('start-problem')
    expect(await app.recoverBackup()).toBeNull()
    expect(screenOf(app).name).toBe('sign-in')
  })

  test('going on with what is there goes on where one belongs', async () => {
    const problem = {
      code: 'DATABASE_CORRUPT',
      path: '/data',
      backup: null,
      readable: { lastAt: 1 },
    } as const
    const appState = vi
      .fn<() => Promise<Result<AppState>>>(async () => ok(state()))
      .mockResolvedValueOnce(ok(state({ problem })))
    const { api } = fakeApi({ appState })
    const app = createApp(api)
    await app.start()
    expect(await app.openAnyway()).toBeNull()
    expect(screenOf(app).name).toBe('sign-in')
  })

  test('choosing how to begin leads to the first account', async () => {
    const { api } = fakeApi({ appState: async () => ok(state({ stage: 'first-run' })) })
    const app = createApp(api)
    await app.start()
    expect(await app.chooseProfile('demo')).toBeNull()
    expect(api.appChooseProfile).toHaveBeenCalledWith({ profile: 'demo' })
    expect(screenOf(app).name).toBe('create-account')
  })
})

describe('state', () => {
  test('of two answers under way the one asked for later counts', async () => {
    const answers: ((answer: Result<AppState>) => void)[] = []
    const { api } = fakeApi({ appState: () => new Promise((resolve) => answers.push(resolve)) })
    const app = createApp(api)
    void app.refresh()
    void app.refresh()
    answers[1]?.(ok(state({ session: member })))
    answers[0]?.(ok(state()))
    await settled()
    expect(screenOf(app).name).toBe('home')
  })

  test('an answer from before the sign-in does not sign out again', async () => {
    let old: (answer: Result<AppState>) => void = () => undefined
    const appState = vi
      .fn<() => Promise<Result<AppState>>>(async () => ok(state({ session: member })))
      .mockResolvedValueOnce(ok(state()))
      .mockImplementationOnce(() => new Promise((resolve) => (old = resolve)))
    const { api } = fakeApi({ appState })
    const app = createApp(api)
    await app.start()
    void app.refresh()
    await app.signIn({ email: 'ann@example.com', password: 'x', remember: false })
    old(ok(state()))
    await settled()
    expect(screenOf(app).name).toBe('home')
  })
})

test('a link that waited for the keyring opens once that is open', async () => {
  const { api, emit } = fakeApi({
    appState: vi.fn(async () => ok(state({ keychain: 'locked', linkWaiting: true }))),
    linkWaiting: vi.fn(async () => fail('KEYCHAIN_LOCKED')),
  })
  const app = createApp(api)
  await app.start()
  expect(screenOf(app).name).toBe('sign-in')
  api.appState = vi.fn(async () => ok(state({ keychain: 'ready', linkWaiting: true })))
  api.linkWaiting = vi.fn(async () => ok(link()))
  await emit('stateChanged')
  expect(screenOf(app).name).toBe('new-password')
})

test('the menu leads to the settings from home, and from nowhere else', async () => {
  const { api, emit } = fakeApi()
  const app = createApp(api)
  await app.start()
  await emit('settingsWanted')
  expect(screenOf(app).name).toBe('sign-in')
  app.go({ name: 'home', section: 'vault' })
  await emit('settingsWanted')
  expect(screenOf(app)).toEqual({ name: 'home', section: 'account' })
  app.go({ name: 'home', section: 'data' })
  await emit('settingsWanted')
  expect(screenOf(app)).toEqual({ name: 'home', section: 'data' })
})
