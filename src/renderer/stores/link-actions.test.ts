import type { LinkView } from '@contract/models'
import { describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, link, member, ok, state } from '../test/fake-api'
import { createApp } from './app'
import { linkProblems } from './screens'

async function started(overrides: Parameters<typeof fakeApi>[0] = {}) {
  const fake = fakeApi(overrides)
  const app = createApp(fake.api)
  await app.start()
  return { ...fake, app, screen: () => app.store.getState().screen }
}

const other = link({ otherSignedIn: true })
const signedIn = { appState: async () => ok(state({ session: member })) }

describe('a link from outside', () => {
  test('that started the app is shown', async () => {
    const { screen } = await started({ appState: async () => ok(state({ linkWaiting: true })) })
    expect(screen().name).toBe('new-password')
  })

  test('that reaches the running app is shown', async () => {
    const { emit, screen } = await started()
    await emit('linkArrived')
    expect(screen().name).toBe('new-password')
  })

  test('waits until somebody has chosen how to begin', async () => {
    const { api, app, emit, screen } = await started({
      appState: async () => ok(state({ stage: 'first-run', linkWaiting: true })),
      appChooseProfile: async () => ok(state({ linkWaiting: true })),
    })
    await emit('linkArrived')
    expect(api.linkWaiting).not.toHaveBeenCalled()
    await app.chooseProfile('own')
    expect(screen().name).toBe('new-password')
  })

  test('asks first where somebody else is signed in', async () => {
    const { emit, screen } = await started({ ...signedIn, linkWaiting: async () => ok(other) })
    await emit('linkArrived')
    expect(screen()).toEqual({ name: 'link-question', link: other })
  })

  test('takes the place of the one before it, which is let go', async () => {
    const first = link({ ref: 'b'.repeat(22) })
    const linkWaiting = vi.fn(async () => ok<LinkView>(link())).mockResolvedValueOnce(ok(first))
    const { api, emit, screen } = await started({ linkWaiting })
    await emit('linkArrived')
    await emit('linkArrived')
    expect(api.linkDismiss).toHaveBeenCalledExactlyOnceWith({ ref: first.ref })
    expect(screen()).toMatchObject({ link: { ref: link().ref } })
  })

  test('that is not there changes nothing', async () => {
    const { emit, screen } = await started({ linkWaiting: async () => fail('LINK_NOT_FOUND') })
    await emit('linkArrived')
    expect(screen().name).toBe('sign-in')
  })

  test.each(linkProblems)('with %s gets its own screen', async (code) => {
    const { emit, screen } = await started({ linkWaiting: async () => fail(code) })
    await emit('linkArrived')
    expect(screen()).toEqual({ name: 'link-problem', code, from: null })
  })
})

describe('pasting', () => {
  test('text without a link is said at the field', async () => {
    const { app, screen } = await started({ linkPaste: async () => fail('LINK_NOT_FOUND') })
    expect(await app.paste('Dear Ann')).toMatchObject({ code: 'LINK_NOT_FOUND' })
    expect(screen().name).toBe('sign-in')
  })

  test('a link that confirms leads to its one button, not to a password', async () => {
    const confirm = link({ purpose: 'change-email' })
    const { app, api, screen } = await started({ linkPaste: async () => ok(confirm) })
    expect(await app.paste('latchkey://confirm')).toBeNull()
    expect(screen()).toEqual({ name: 'confirm-address', link: confirm })
    expect(api.linkConfirm).not.toHaveBeenCalled()
  })
})

describe('setting the new password', () => {
  test('ends at sign-in, signed in as nobody', async () => {
    const { app, api, screen } = await started()
    expect(await app.redeem(link(), 'x')).toBeNull()
    expect(screen()).toEqual({ name: 'done', what: 'reset' })
    expect(api.accountSignIn).not.toHaveBeenCalled()
    app.goHome()
    expect(screen().name).toBe('sign-in')
  })

  test('signs the other person out only then', async () => {
    const { app, api } = await started(signedIn)
    app.go({ name: 'new-password', link: other })
    expect(api.accountSignOut).not.toHaveBeenCalled()
    await app.redeem(other, 'x')
    expect(api.accountSignOut).toHaveBeenCalledOnce()
  })

  test('a refused password keeps the form and the link', async () => {
    const { app, api, screen } = await started({
      resetRedeem: async () => fail('PASSWORD_REFUSED', { reason: 'common' }),
    })
    app.go({ name: 'new-password', link: other })
    expect(await app.redeem(other, 'x')).toMatchObject({ reason: 'common' })
    expect(screen()).toEqual({ name: 'new-password', link: other })
    expect(api.linkDismiss).not.toHaveBeenCalled()
    expect(api.accountSignOut).not.toHaveBeenCalled()
  })

  test('a link that main no longer keeps is told as one that does not work', async () => {
    const { app, screen } = await started({ resetRedeem: async () => fail('LINK_NOT_FOUND') })
    expect(await app.redeem(link(), 'x')).toBeNull()
    expect(screen()).toMatchObject({ name: 'link-problem', code: 'LINK_INVALID' })
  })
})

test('leaving lets the link go and goes back to where one belongs', async () => {
  const { app, api, screen } = await started(signedIn)
  app.go({ name: 'link-question', link: other })
  await app.dismiss(other)
  expect(api.linkDismiss).toHaveBeenCalledWith({ ref: other.ref })
  expect(screen().name).toBe('home')
})

test.each([
  ['confirm', 'confirmed'],
  ['change-email', 'email-changed'],
] as const)('a %s link ends with "%s"', async (purpose, what) => {
  const { app, screen } = await started()
  expect(await app.confirm(link({ purpose }))).toBeNull()
  expect(screen()).toEqual({ name: 'done', what })
})
