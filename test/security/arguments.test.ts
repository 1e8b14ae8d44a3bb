import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  argumentsAgain,
  argumentsThatFit,
  ownCommand,
} from '../../src/main/desktop/this-computer/own-command.ts'
import { type LaunchFacts, refusedArguments, strayVariables } from '../../src/main/domain/launch.ts'

const linux: LaunchFacts = {
  platform: 'linux',
  isRoot: false,
  isOwnFolder: (path) => path.startsWith('/home/ada/'),
}
const windows: LaunchFacts = { ...linux, platform: 'win32' }

describe('an installed app', () => {
  it.each([
    [[]],
    [['latchkey://reset?t=x']],
    [['--', 'latchkey://reset?t=x']],
    [['--hidden']],
    [['--ozone-platform=wayland', '--enable-wayland-ime', '--gtk-version=4']],
    [['--lang=zh-Hant-TW', '--force-device-scale-factor=1.25', '--force-high-contrast']],
    [['--password-store=kwallet6', '--user-data-dir=/home/ada/other']],
    [['a file', 'https://example.com']],
  ])('starts with %j', (args) => {
    expect(refusedArguments(args, linux)).toEqual([])
  })

  it.each([
    '--no-sandbox',
    '--hidden=yes',
    '--lang=de --no-sandbox',
    '--lang',
    '--force-device-scale-factor=1e9',
    '--ozone-platform=../x.so',
    '--password-store=basic',
    '--user-data-dir=/home/grace/.config/Latchkey',
    '--user-data-dir',
    '--__proto__=x',
    '--constructor=x',
    '--Lang=de',
    '-',
    '---hidden',
    '-hidden',
    '--\u00a0',
  ])('does not start with %j', (arg) => {
    expect(refusedArguments([arg], linux)).toHaveLength(1)
  })

  it('does not start with a switch that only begins like --user-data-dir', () => {
    const anywhere = { ...linux, isOwnFolder: () => true }
    expect(refusedArguments(['--user-data-dirs'], anywhere)).toEqual(['--user-data-dirs'])
  })

  // What Chromium trims from an argument: kWhitespaceASCII, and on Windows kWhitespaceWide.
  const blanks = [
    ...['\t', '\n', '\v', '\f', '\r', ' ', ' \r\n'],
    ...'\u0085\u00a0\u1680\u2000\u2005\u200a\u2028\u2029\u202f\u205f\u3000',
  ]

  it.each(blanks)('does not start with any switch that has %j before or behind it', (blank) => {
    const harmless = ['--hidden', '--lang=de', '--user-data-dir=/home/ada/other', '--']
    for (const one of [...harmless, '--no-sandbox', '-no-sandbox', '--remote-debugging-port=1']) {
      for (const arg of [blank + one, one + blank, blank + one + blank]) {
        expect(refusedArguments([arg], linux), JSON.stringify(arg)).toHaveLength(1)
        expect(refusedArguments(['--', arg], { ...linux, isRoot: true })).toHaveLength(1)
      }
    }
    expect(refusedArguments([`${blank}/no-sandbox`], windows)).toHaveLength(1)
    expect(refusedArguments([`${blank}latchkey://reset?t=x`, blank], windows)).toEqual([])
  })

  it('starts with no switch at all that is not on its list, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z]+(-[a-z0-9]+){0,4}(=.{0,20})?$/)
    const known =
      /^(hidden|lang|gtk-version|ozone|enable-wayland|force-|wayland-|disable-gpu|password-)/
    const beginning = fc.constantFrom('-', '--', ' -', '\t--', '\n\v\f\r --')
    fc.assert(
      fc.property(word, beginning, fc.nat(2), (name, begins, place) => {
        fc.pre(!known.test(name))
        const args = ['latchkey://reset?t=x', '--lang=de']
        args.splice(place, 0, begins + name)
        expect(refusedArguments(args, linux)).toHaveLength(1)
      }),
    )
  })

  it('may run without a sandbox only as root, who has none', () => {
    expect(refusedArguments(['--no-sandbox'], { ...linux, isRoot: true })).toEqual([])
  })

  it('knows the slash that begins a switch on Windows, and only there', () => {
    expect(refusedArguments(['/no-sandbox'], windows)).toEqual(['/no-sandbox'])
    expect(refusedArguments(['/no-sandbox'], linux)).toEqual([])
  })

  it('names what it refuses, and says nothing of its value', () => {
    const args = ['--proxy-server=secret', '--x\u001b[2J=1', `--${'y'.repeat(500)}`]
    const named = refusedArguments(args, linux)
    expect(named.slice(0, 2)).toEqual(['--proxy-server', '--x?[2J'])
    expect(named[2]).toHaveLength(60)
  })

  it('takes every variable out that steers Node, Electron or the tests, and leaves the rest', () => {
    const steering = [
      'NODE_OPTIONS',
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'NODE_EXTRA_CA_CERTS',
      'ELECTRON_RUN_AS_NODE',
      'LATCHKEY_TEST_SWITCHES',
      'SSLKEYLOGFILE',
      'SSL_CERT_FILE',
      'OPENSSL_CONF',
      'node_options',
    ]
    const others = ['PATH', 'HOME', 'LANG', 'DISPLAY', 'ELECTRON_OZONE_PLATFORM_HINT', 'MY_NODE_X']
    expect(strayVariables([...steering, ...others])).toEqual(steering)
  })
})

it('the app starts with whatever it passes on to itself, at login and after an update', () => {
  const given = ['--user-data-dir=somewhere', '--password-store=kwallet6', '--hidden', '--lang=de']
  const app = {
    isPackaged: true,
    commandLine: { hasSwitch: (name: string) => given.some((arg) => arg.startsWith(`--${name}`)) },
    getPath: () => '/home/ada/somewhere',
  } as unknown as Parameters<typeof ownCommand>[0]
  const own = ownCommand(app, ['latchkey', ...given])
  const atLogin = [...own.slice(1), '--hidden']
  expect(atLogin).toEqual([
    '--user-data-dir=/home/ada/somewhere',
    '--password-store=kwallet6',
    '--hidden',
  ])
  const again = argumentsAgain([...atLogin, '--ozone-platform=x11', 'latchkey://reset?t=x'])
  expect(again).toEqual([...own.slice(1), '--ozone-platform=x11'])
  expect(argumentsAgain(['--user-data-dir=near'])).toEqual([`--user-data-dir=${resolve('near')}`])
  for (const args of [atLogin, again]) expect(refusedArguments(args, linux)).toEqual([])
})

describe('a start that was given more than one may hand over', () => {
  const link = `latchkey://reset?t=${'A'.repeat(60)}`
  const fits = (args: readonly string[]) => argumentsThatFit(args)
  const size = (args: readonly string[]) => Buffer.byteLength(args.join('\0'))

  it('is another thing than one with a link of ours, which goes on as it is', () => {
    expect(fits(['--user-data-dir=/data', '--hidden', link])).toBeNull()
  })

  it('begins again as it was, but with a link that is none in the place of one that is too long', () => {
    const given = ['--user-data-dir=/data', '--lang=de', `${link}${'A'.repeat(20_000)}`]
    expect(fits(given)).toEqual(['--user-data-dir=/data', '--lang=de', 'latchkey://too-long'])
  })

  it('keeps a link of ours that something else that is long came with', () => {
    expect(fits(['x'.repeat(40_000), '.', link])).toEqual(['.', link])
  })

  it('does not begin again a second time, whatever it was given', () => {
    const kinds = [
      Array(3_000).fill('latchkey://reset?t=x'),
      Array(3_000).fill('--lang=de'),
      Array(3_000).fill('ö'.repeat(30)),
      [link, ...Array(3_000).fill('--lang=de')],
      ['ö'.repeat(100_000), `${link}${'A'.repeat(100_000)}`],
      Array(100_000).fill(''),
    ]
    for (const given of kinds) {
      const again = fits(given) ?? []
      expect(fits(again)).toBeNull()
      expect(size(again)).toBeLessThan(size(given))
      expect(refusedArguments(again, linux)).toEqual([])
    }
  })
})
