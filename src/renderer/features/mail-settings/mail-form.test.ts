import { errorCodes } from '@contract/errors'
import { describe, expect, test } from 'vitest'
import { mailView } from '../../test/fake-api'
import { fieldOf, fromView, isPort, portAfter, toInput } from './mail-form'

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
    expect(fromView(blank)).toMatchObject({
      port: '587',
      security: 'starttls',
      fromName: 'Latchkey',
    })
  })

  test('what is stored, but never the password', () => {
    const form = fromView(mailView({ port: 465, security: 'tls' }))
    expect(form).toMatchObject({ port: '465', security: 'tls', password: '' })
  })
})

describe('the password', () => {
  const form = fromView(mailView())

  test('left empty keeps the stored one', () => {
    expect(toInput(form, mailView()).password).toBeNull()
  })

  test('left empty with none stored is none', () => {
    expect(toInput(form, mailView({ hasPassword: false })).password).toBe('')
  })

  test('goes out as typed, spaces and all', () => {
    expect(toInput({ ...form, password: ' p w ' }, mailView()).password).toBe(' p w ')
  })

  test('is dropped with the user name', () => {
    expect(toInput({ ...form, user: ' ' }, mailView()).password).toBe('')
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

test('every mail error that a field can cure stands at that field', () => {
  const mail = errorCodes.filter((code) => code.startsWith('MAIL_'))
  const elsewhere = mail.filter((code) => fieldOf(code) === 'root')
  expect(elsewhere).toEqual(['MAIL_NOT_SET_UP', 'MAIL_RECIPIENT', 'MAIL_REJECTED'])
})
