import { describe, expect, it } from 'vitest'
import { isInHouse, isPrivateAddress } from './settings-check'

describe('a server in the house', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.2',
    '169.254.1.1',
    '127.0.0.1',
    '::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    '::ffff:192.168.1.2',
  ])('%s is one', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
    expect(isInHouse(address)).toBe(true)
  })

  it.each([
    '',
    '9.255.255.255',
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '169.255.0.1',
    '8.8.8.8',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.1.example.com',
    '2001:db8::1',
    'fec0::1',
    'ff02::1',
    'f::1',
    '::',
    '::ffff:8.8.8.8',
  ])('%j is none', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
    expect(isInHouse(address)).toBe(false)
  })

  it.each(['nas.local', 'mail.lan', 'mail.home.arpa', 'NAS.Local.', 'localhost'])(
    'may be called %s',
    (name) => expect(isInHouse(name)).toBe(true),
  )

  it.each(['local', 'example.com', 'local.example.com', 'evil-local', 'a.local.evil.example'])(
    'is not called %s',
    (name) => expect(isInHouse(name)).toBe(false),
  )
})
