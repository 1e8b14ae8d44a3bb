import type { LinkView } from '@contract/models'
import { describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, ok } from '../test/fake-api'
import { link, member, renewed, state } from '../test/sample-views'
import { createApp } from './app'
import { linkProblems, type ScreenOf } from './screens'

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
    expect(await app.paste('Dear Ann', null)).toMatchObject({ code: 'LINK_NOT_FOUND' })
    expect(screen().name).toBe('sign-in')
  })

  test('a link that confirms leads to its one button, not to a password', async () => {
    const confirm = link({ purpose: 'change-email' })
    const { app, api, screen } = await started({ linkPaste: async () => ok(confirm) })
    expect(await app.paste('latchkey://confirm', null)).toBeNull()
    expect(screen()).toEqual({ name: 'confirm-address', link: confirm })
    expect(api.linkConfirm).not.toHaveBeenCalled()
  })

  test('a code goes with the address it was mailed to, and leads where its link would', async () => {
    const { app, api, screen } = await started({
      linkPaste: vi.fn(async () => ok(link({ found: 'code' }))),
    })
    expect(await app.paste('7K2QF-9M4TX', 'ann@example.com')).toBeNull()
    expect(api.linkPaste).toHaveBeenCalledWith({ text: '7K2QF-9M4TX', email: 'ann@example.com' })
    expect(screen().name).toBe('new-password')
  })

  test('a wrong code is said at the field, and the screen stays', async () => {
    const { app, screen } = await started({ linkPaste: async () => fail('CODE_WRONG') })
    const here = { name: 'check-mail', email: 'a@b.c', asked: { askedAt: 1, nextPossibleAt: 2 } }
    app.go(here as ScreenOf<'check-mail'>)
    expect(await app.paste('7K2QF-9M4TX', 'a@b.c')).toMatchObject({ code: 'CODE_WRONG' })
    expect(screen()).toEqual(here)
  })
})

describe('a new mail in the place of an expired link', () => {
  const expired = { name: 'link-problem', code: 'LINK_EXPIRED', from: null } as const

  test('is waited for, and nothing need be typed again', async () => {
    const { app, screen } = await started()
    app.go({ ...expired, from: { name: 'paste-link', email: 'a@b.c' } })
    expect(await app.renew()).toBeNull()
    expect(screen()).toEqual({ name: 'check-new-mail', mail: renewed() })
  })

  test('is asked for with the link itself where its form was open, and lets that go', async () => {
    const { app, api, screen } = await started()
    app.go({ name: 'new-password', link: link() })
    expect(await app.renew(link())).toBeNull()
    expect(api.linkRenew).toHaveBeenCalledWith({ ref: link().ref })
    expect(api.linkDismiss).toHaveBeenCalledWith({ ref: link().ref })
    expect(screen().name).toBe('check-new-mail')
  })

  test('can be asked for once more, and its code is its own', async () => {
    const next = renewed({ ref: 'nnnnnnnnnnnnnnnnnnnnnn', askedAt: 3 })
    const { app, api, screen } = await started({ linkRenew: vi.fn(async () => ok(next)) })
    app.go({ name: 'check-new-mail', mail: renewed() })
    expect(await app.renewAgain(renewed())).toBeNull()
    expect(api.linkRenew).toHaveBeenCalledWith({ ref: renewed().ref })
    expect(screen()).toEqual({ name: 'check-new-mail', mail: next })
    await app.paste('7K2QF-9M4TX', null, next.ref)
    expect(api.linkPaste).toHaveBeenCalledWith({
      text: '7K2QF-9M4TX',
      email: null,
      renewed: next.ref,
    })
  })

  test('that comes back after the person has left moves them nowhere', async () => {
    const { app, screen } = await started()
    app.go(expired)
    const asking = app.renew()
    app.goHome()
    await asking
    expect(screen().name).toBe('sign-in')
  })

  test('moves nobody who is signed in', async () => {
    const { app, screen } = await started(signedIn)
    app.go(expired)
    expect(await app.renew()).toBeNull()
    expect(screen()).toEqual(expired)
  })

  test('that has to wait, or is no longer known, is said where one is', async () => {
    for (const code of ['WAIT', 'LINK_NOT_FOUND'] as const) {
      const { app, screen } = await started({ linkRenew: async () => fail(code) })
      app.go(expired)
      expect(await app.renew()).toMatchObject({ code })
      expect(screen()).toEqual(expired)
    }
  })
})

describe('setting the new password', () => {
  test('ends at sign-in, signed in as nobody', async () => {
    const { app, api, screen } = await started()
    expect(await app.redeem(link(), 'x')).toBeNull()
    expect(screen()).toEqual({ name: 'done', what: 'reset', outcome: link().outcome })
    expect(api.accountSignIn).not.toHaveBeenCalled()
    app.goHome()
    expect(screen().name).toBe('sign-in')
  })

  test('where a session was open, is told by the page that comes next, and leads to sign-in', async () => {
    const outcome = { kind: 'kept', entries: 3, codeExists: false } as const
    const { app, emit, screen } = await started({
      appState: async () => ok(state({ resetDone: outcome })),
    })
    expect(screen()).toEqual({ name: 'done', what: 'reset', outcome })
    app.goHome()
    expect(screen().name).toBe('sign-in')
    await emit('stateChanged')
    expect(screen().name).toBe('sign-in')
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

describe('what happens to the entries', () => {
  const sealed = { kind: 'sealed', entries: 3, codeExists: true } as const
  const sealedLink = link({ outcome: sealed })

  test('what was told goes with the new password, so that nothing else is done', async () => {
    const { app, api } = await started()
    await app.redeem(sealedLink, 'x')
    expect(api.resetRedeem).toHaveBeenCalledWith({
      ref: sealedLink.ref,
      password: 'x',
      expected: 'sealed',
    })
  })

  test('what has changed meanwhile is told on the same form, and nothing is done', async () => {
    const { app, screen } = await started({
      resetRedeem: async () => fail('OUTCOME_CHANGED', { outcome: sealed }),
    })
    app.go({ name: 'new-password', link: link() })
    expect(await app.redeem(link(), 'x')).toMatchObject({ code: 'OUTCOME_CHANGED' })
    expect(screen()).toMatchObject({ name: 'new-password', link: { outcome: sealed } })
  })

  test('the recovery code keeps what this computer cannot', async () => {
    const { app, api, screen } = await started()
    app.go({ name: 'new-password', link: sealedLink })
    expect(await app.openWithCode(sealedLink, 'typed')).toBeNull()
    expect(api.recoveryUse).toHaveBeenCalledWith({ ref: sealedLink.ref, code: 'typed' })
    expect(screen()).toMatchObject({ link: { outcome: { kind: 'kept-with-code' } } })
  })

  test('a wrong code is said at the form, which stays', async () => {
    const { app, screen } = await started({ recoveryUse: async () => fail('RECOVERY_WRONG') })
    app.go({ name: 'new-password', link: sealedLink })
    expect(await app.openWithCode(sealedLink, 'typed')).toMatchObject({ code: 'RECOVERY_WRONG' })
    expect(screen()).toMatchObject({ link: { outcome: sealed } })
  })

  test('a code that comes back after the person has left shows nothing', async () => {
    const { app, screen } = await started()
    app.go({ name: 'new-password', link: sealedLink })
    const using = app.openWithCode(sealedLink, 'typed')
    app.goHome()
    await using
    expect(screen().name).toBe('sign-in')
  })
})

describe('the recovery code alone', () => {
  test('leads to the new password, without a mail', async () => {
    const { app, api, screen } = await started()
    expect(await app.recover('ann@example.com', 'typed')).toBeNull()
    expect(api.recoveryBegin).toHaveBeenCalledWith({ email: 'ann@example.com', code: 'typed' })
    expect(screen()).toMatchObject({ name: 'new-password', byCode: true })
  })

  test('that does not fit the address stays where it was typed', async () => {
    const { app, screen } = await started({ recoveryBegin: async () => fail('RECOVERY_FAILED') })
    app.go({ name: 'recover', email: '' })
    expect(await app.recover('ann@example.com', 'typed')).toMatchObject({ code: 'RECOVERY_FAILED' })
    expect(screen().name).toBe('recover')
  })

  test.each(['LINK_EXPIRED', 'LINK_SUPERSEDED', 'LINK_NOT_FOUND'] as const)(
    'that ended with %s is asked for again; no link is spoken of',
    async (code) => {
      const { app, screen } = await started({ resetRedeem: async () => fail(code) })
      app.go({ name: 'new-password', link: link(), byCode: true })
      expect(await app.redeem(link(), 'x')).toBeNull()
      expect(screen()).toEqual({ name: 'recover', email: '', ended: true })
    },
  )
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
