import { describe, expect, test } from 'vitest'
import { link, member, owner, renewed, state } from '../test/sample-views'
import type { Screen } from './screens'
import { screenAfterChange, startScreen } from './screens'

const problem = { code: 'DISK_FULL', path: '/data', backup: null } as const
const asked = { askedAt: 1, nextPossibleAt: 2 }

describe('where somebody belongs', () => {
  test.each([
    ['a problem comes before all else', state({ problem, session: owner }), 'start-problem'],
    ['nothing chosen yet', state({ stage: 'first-run' }), 'first-run'],
    ['no account yet', state({ stage: 'create-first' }), 'create-account'],
    ['nobody signed in', state(), 'sign-in'],
    ['somebody signed in', state({ session: member }), 'home'],
  ])('%s', (_, now, expected) => {
    expect(startScreen(now).name).toBe(expected)
  })
})

describe('when the state changes underneath', () => {
  test('the diagnostics stay, and lead back to where somebody then belongs', () => {
    const from = { name: 'home', section: 'vault' } as const
    expect(screenAfterChange({ name: 'diagnostics', from }, state())).toEqual({
      name: 'diagnostics',
      from: { name: 'sign-in', email: '', ended: true },
    })
  })

  test('a session that ended leads to sign-in and says so', () => {
    expect(screenAfterChange({ name: 'home', section: 'vault' }, state())).toEqual({
      name: 'sign-in',
      email: '',
      ended: true,
    })
  })

  test('a member is never left on the mail settings', () => {
    const screen = screenAfterChange({ name: 'home', section: 'mail' }, state({ session: member }))
    expect(screen).toEqual({ name: 'home', section: 'vault' })
  })

  test('an owner stays in the section', () => {
    const screen: Screen = { name: 'home', section: 'mail' }
    expect(screenAfterChange(screen, state({ session: owner }))).toBe(screen)
  })

  test.each<Screen>([
    { name: 'sign-in', email: 'half@typed', ended: false },
    { name: 'create-account', email: '' },
    { name: 'forgot-password', email: '' },
    { name: 'check-mail', email: 'a@b.c', asked },
    { name: 'check-new-mail', mail: renewed() },
    { name: 'paste-link', email: '' },
    { name: 'new-password', link: link() },
    { name: 'link-question', link: link() },
    { name: 'confirm-address', link: link() },
    { name: 'link-problem', code: 'LINK_USED', from: null },
    { name: 'done', what: 'deleted' },
  ])('what is under way stays: $name', (screen) => {
    expect(screenAfterChange(screen, state())).toBe(screen)
  })

  test.each<Screen>([
    { name: 'new-password', link: link() },
    { name: 'done', what: 'reset', outcome: { kind: 'kept', entries: 3, codeExists: true } },
  ])('somebody being signed in does not end $name', (screen) => {
    expect(screenAfterChange(screen, state({ session: member }))).toBe(screen)
  })

  test('a problem ends everything', () => {
    const screen = screenAfterChange({ name: 'new-password', link: link() }, state({ problem }))
    expect(screen).toEqual({ name: 'start-problem', problem })
  })
})
