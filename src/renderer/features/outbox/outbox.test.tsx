import type { DoneMail, OutboxView, WaitingMail } from '@contract/mail-models'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setUpI18n } from '../../i18n/i18n'
import { outbox } from '../../test/sample-views'
import { DoneMails } from './DoneMails'
import { WaitingMails } from './WaitingMails'

const waiting = (parts: Partial<WaitingMail> = {}): WaitingMail => ({
  id: 1,
  kind: 'reset',
  email: 'g•••@example.com',
  since: 0,
  attempts: 0,
  nextTryAt: Date.now() + 60_000,
  problem: null,
  ...parts,
})
const done = (parts: Partial<DoneMail> = {}): DoneMail => ({
  id: 1,
  kind: 'reset',
  email: 'g•••@example.com',
  state: 'sent',
  at: 0,
  problem: null,
  again: false,
  ...parts,
})

const list = (parts: Partial<OutboxView>) =>
  renderToStaticMarkup(
    <WaitingMails view={outbox(parts)} onRetry={() => Promise.resolve()} onCancel={() => {}} />,
  )

beforeAll(() => {
  setUpI18n()
})
beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

test('an empty outbox says so', () => {
  expect(list({ waiting: [] })).toContain('Nothing waits to be sent.')
})

test('a server that is away is said once, with what to do', () => {
  const mails = [1, 2].map((id) => waiting({ id, problem: 'MAIL_HOST_NOT_FOUND' }))
  const html = list({ waiting: mails, reaches: false })
  expect(html.match(/There is no server of this name/g)).toHaveLength(1)
  expect(html).toContain('Try all now')
})

test('what is wrong with one mail stands with it', () => {
  const html = list({ waiting: [waiting({ problem: 'MAIL_RECIPIENT', attempts: 2 })] })
  expect(html).toContain('tried 2 times')
  expect(html).toContain('didn’t take the address that this mail goes to')
  expect(html).not.toContain('Try all now')
})

test('a mail that is being sent can neither be tried nor cancelled', () => {
  const html = list({ waiting: [waiting({ nextTryAt: null })] })
  expect(html).toContain('being sent now')
  expect(html).not.toContain('<button')
})

test('buttons say which mail they are about', () => {
  const html = list({ waiting: [waiting()], more: 3 })
  expect(html).toContain('aria-label="Cancel: Password reset to g•••@example.com"')
  expect(html).toContain('3 more mails wait besides these.')
})

test('a mail that was given up can be sent after all, where it may, by a button that says which', () => {
  const mails = [
    done({ id: 1, kind: 'password-changed', state: 'failed', again: true }),
    done({ id: 2, state: 'failed' }),
  ]
  const html = renderToStaticMarkup(
    <DoneMails mails={mails} onSendAgain={() => Promise.resolve()} />,
  )
  expect(html.match(/<button/g)).toHaveLength(1)
  expect(html).toContain(
    'aria-label="Send after all: Note about a changed password to g•••@example.com"',
  )
})

test('the last mails tell what became of each; many of them only on request', () => {
  const mails = Array.from({ length: 12 }, (_, n) => done({ id: n + 1 }))
  mails[0] = done({ state: 'failed', problem: 'MAIL_REJECTED' })
  const html = renderToStaticMarkup(
    <DoneMails mails={mails} onSendAgain={() => Promise.resolve()} />,
  )
  expect(html).toContain('not sent')
  expect(html).toContain('Its provider can tell you why.')
  expect(html.match(/<li/g)).toHaveLength(8)
  expect(html).toContain('Show all 12')
})
