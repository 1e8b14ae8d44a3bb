import { errorCodes } from '@contract/errors'
import type { MailProvider } from '@contract/mail-models'
import { describe, expect, test } from 'vitest'
import { mailView } from '../../test/sample-views'
import {
  atProvider,
  fieldOf,
  fromView,
  isPort,
  isSameLogin,
  loginsOf,
  portAfter,
  toInput,
  typedSince,
} from './mail-form'

const gmail: MailProvider = {
  id: 'Gmail',
  name: 'Gmail',
  host: 'smtp.gmail.com',
  port: 465,
  security: 'tls',
  domains: ['gmail.com'],
  note: 'app-password',
  help: 'myaccount.google.com/apppasswords',
  user: 'address',
  accessUrl: 'https://oauth2.googleapis.com/token',
  common: true,
}
const sendgrid: MailProvider = {
  ...gmail,
  id: 'SendGrid',
  host: 'smtp.sendgrid.net',
  note: 'token',
  user: { always: 'apikey' },
  accessUrl: null,
}
const outlook: MailProvider = { ...gmail, id: 'Hotmail', host: 'o.example', note: 'oauth-only' }
const providers = [gmail, sendgrid, outlook]

const blank = mailView({
  configured: false,
  host: '',
  port: 0,
  user: '',
  hasPassword: false,
  fromName: '',
})

describe('what the form begins with', () => {
  test('sensible values before anything is set', () => {
    expect(fromView(blank, providers)).toMatchObject({
      port: '587',
      security: 'starttls',
      fromName: 'Latchkey',
    })
  })

  test('what is stored, but never the password', () => {
    const form = fromView(
      mailView({ port: 465, security: 'tls', linkPage: 'https://a.example/' }),
      providers,
    )
    expect(form).toMatchObject({
      port: '465',
      security: 'tls',
      linkPage: 'https://a.example/',
      password: '',
    })
  })
})

describe('the password', () => {
  const form = fromView(mailView(), providers)

  test('left empty keeps the stored one', () => {
    expect(toInput(form, mailView(), providers).password).toBeNull()
  })

  test('left empty with none stored is none', () => {
    expect(toInput(form, mailView({ hasPassword: false }), providers).password).toBe('')
  })

  test('goes out as typed, spaces and all', () => {
    expect(toInput({ ...form, password: ' p w ' }, mailView(), providers).password).toBe(' p w ')
  })

  test('is dropped with the user name', () => {
    expect(toInput({ ...form, user: ' ' }, mailView(), providers).password).toBe('')
  })
})

describe('the port', () => {
  test('follows the encryption', () => {
    expect(portAfter('tls', '587')).toBe('465')
    expect(portAfter('starttls', '465')).toBe('587')
    expect(portAfter('tls', '')).toBe('465')
  })

  test('stays when it is one of the person’s own', () => {
    expect(portAfter('tls', '2525')).toBe('2525')
  })

  test.each(['0', '65536', '-1', '5e2', '25.0', '', 'abc', '123456'])('%j is none', (text) => {
    expect(isPort(text)).toBe(false)
  })

  test.each(['1', '587', '65535', ' 25 '])('%j is one', (text) => {
    expect(isPort(text)).toBe(true)
  })
})

describe('what is typed on while settings are being saved', () => {
  const sent = { ...fromView(mailView(), []), password: 'typed', fromName: 'The Library' }
  const saved = { ...sent, password: '' }

  test('is nothing where nobody typed: what was sent is no draft, its password least', () => {
    expect(typedSince(sent, { ...sent }, saved)).toBeNull()
  })

  test('stays, over what was saved', () => {
    const now = { ...sent, fromName: 'The Library at Home' }
    expect(typedSince(sent, now, saved)).toEqual({ ...saved, fromName: 'The Library at Home' })
  })
})

describe('a provider', () => {
  const typed = {
    ...fromView(blank, providers),
    ...atProvider(gmail),
    provider: 'Gmail',
    fromAddress: ' ann@gmail.com ',
    password: 'abcd efgh',
  }

  test('needs an address and a password, and brings the rest along', () => {
    expect(toInput(typed, blank, providers)).toMatchObject({
      host: 'smtp.gmail.com',
      port: 465,
      security: 'tls',
      user: 'ann@gmail.com',
      fromAddress: 'ann@gmail.com',
      password: 'abcd efgh',
      pin: '',
    })
  })

  test('whose user name is always the same takes that one', () => {
    const input = toInput(
      { ...typed, ...atProvider(sendgrid), provider: 'SendGrid' },
      blank,
      providers,
    )
    expect(input.user).toBe('apikey')
  })

  test('is known again by its server, if its short form can show the settings', () => {
    const view = {
      host: gmail.host,
      port: 465,
      security: 'tls',
      fromAddress: 'ann@gmail.com',
    } as const
    const at = (user: string, login: 'password' | 'none' = 'password') =>
      fromView(mailView({ ...view, user, login }), providers).provider
    expect(at('ann@gmail.com')).toBe('Gmail')
    expect(at('somebody.else@gmail.com')).toBe('own')
    expect(at('', 'none')).toBe('own')
    expect(fromView(mailView(), providers).provider).toBe('own')
  })

  test('that takes no passwords is asked for none', () => {
    expect(loginsOf(outlook)).toEqual(['oauth2'])
    expect(atProvider(outlook)).toMatchObject({ login: 'oauth2', pin: '' })
    expect(loginsOf(sendgrid)).toEqual(['password'])
  })

  test('shows errors of its hidden fields at the form', () => {
    const at = { provider: 'Gmail', login: 'password' } as const
    expect(fieldOf('MAIL_TIMEOUT', at)).toBe('root')
    expect(fieldOf('MAIL_LOGIN', at)).toBe('password')
    expect(fieldOf('MAIL_LOGIN', { ...at, login: 'oauth2' })).toBe('root')
  })
})

test('what is stored is kept for the same login only, and for a stricter one', () => {
  const view = mailView({ pin: 'AA' })
  const input = toInput(fromView(view, providers), view, providers)
  expect(isSameLogin(view, input)).toBe(true)
  expect(isSameLogin(view, { ...input, pin: '' })).toBe(true)
  expect(isSameLogin(view, { ...input, pin: 'BB' })).toBe(false)
  expect(isSameLogin(view, { ...input, accessUrl: 'https://evil.example/' })).toBe(false)
})

test('every mail error that a field can cure stands at that field', () => {
  const own = { provider: 'own', login: 'password' } as const
  const mail = errorCodes.filter((code) => code.startsWith('MAIL_'))
  const elsewhere = mail.filter((code) => fieldOf(code, own) === 'root')
  expect(elsewhere).toEqual(['MAIL_NOT_SET_UP', 'MAIL_RECIPIENT', 'MAIL_REJECTED'])
})
