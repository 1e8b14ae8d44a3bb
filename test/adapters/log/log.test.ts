import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileLog } from '../../../src/main/adapters/log/index.ts'
import { redactor } from '../../../src/main/adapters/log/line.ts'
import { rotatingFile } from '../../../src/main/adapters/log/rotating-file.ts'
import { temporaryFolder } from '../../world.ts'

const at = Date.UTC(2026, 10, 21, 9)
const logIn = (folder: string) => fileLog({ folder, home: '/home/ada', now: () => at })
const read = (folder: string) => readFileSync(join(folder, 'latchkey.log'), 'utf8')

/** What must never be in a log, wherever it comes from. */
const secret = fc.oneof(
  fc.emailAddress(),
  fc.string({ minLength: 8, maxLength: 60 }).filter((text) => text.trim().length >= 8),
  fc.stringMatching(/^[A-Za-z0-9_-]{22,80}$/),
  fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/),
  fc.lorem({ maxCount: 4 }).filter((text) => text.length >= 8),
)

describe('the log', () => {
  test('says nothing of what an error was about, whatever its message, its cause and its stack hold', async () => {
    await fc.assert(
      fc.asyncProperty(secret, async (hidden) => {
        const folder = temporaryFolder()
        const log = logIn(folder)
        const faked = new Error(`${hidden}\n    at ${hidden} (index.js:1:1)`, {
          cause: new TypeError(hidden),
        })
        log.error('channel vault.save', faked)
        log.error(
          'channel vault.save',
          Object.assign(new Error(hidden), { code: hidden, name: hidden }),
        )
        const changed = new Error(`first ${hidden}`)
        changed.message = 'another'
        log.error('channel vault.save', changed)
        log.error('channel vault.save', hidden)
        log.warn('update check', { code: hidden, state: hidden.repeat(5) } as never)
        await log.settled()
        const text = read(folder)
        expect(text).not.toContain(hidden)
        expect(text.split('\n')).toHaveLength(6)
      }),
      { numRuns: 200 },
    )
  })

  test('still tells which error it was and where', async () => {
    const folder = temporaryFolder()
    const log = logIn(folder)
    log.error('channel vault.save', Object.assign(new RangeError('x'), { code: 'SQLITE_FULL' }))
    await log.settled()
    expect(read(folder)).toMatch(
      /^2026-11-21T09:00:00\.000Z error channel vault\.save: RangeError SQLITE_FULL at .*\(log\.test\.ts:\d+:\d+\)/,
    )
  })

  test('takes out what looks like an address, a link, a code, a key or a folder of somebody’s', () => {
    const redact = redactor('/home/ada')
    const hidden: readonly string[] = [
      'ada@example.com',
      "ada.o'hara+x@example.com",
      'latchkey://reset?t=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc',
      'https://user:secret@example.com/path',
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
      '7K2QX-9M4TD',
      '7K2QX9M4TD',
      '7k2qx-9m4td',
      'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345',
      '/home/ada/Documents',
      '/Users/grace/Library',
      'C:\\Users\\grace\\AppData',
    ]
    for (const text of hidden) {
      const rest = redact(`before ${text} after`)
      expect(rest).toMatch(/^before [~<]\S* after$/)
      for (const part of ['ada', 'grace', 'secret@', '7K2QX', 'eyJ', 'EFGH']) {
        expect(rest).not.toContain(part)
      }
    }
  })

  test('a line is one line, with nothing in it that moves a cursor or turns text around', async () => {
    const folder = temporaryFolder()
    const log = logIn(folder)
    log.error('one\n2026-11-21T09:00:00.000Z error two\u001b[2J\u202e')
    await log.settled()
    expect(read(folder).trimEnd().split('\n')).toHaveLength(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
    expect(read(folder).trimEnd()).not.toMatch(/[\u0000-\u001f\u202e]/)
  })
})

describe('its files', () => {
  const small = (folder: string) =>
    rotatingFile({ folder, name: 'latchkey', maxBytes: 200, files: 3 })

  test('never take more room than was said, and the newest lines are there', async () => {
    const folder = temporaryFolder()
    const file = small(folder)
    for (let number = 0; number < 100; number += 1) {
      file.append(`line ${String(number).padStart(3, '0')}`)
      await file.settled()
    }
    for (const name of ['latchkey.log', 'latchkey.1.log', 'latchkey.2.log']) {
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(200)
    }
    expect(existsSync(join(folder, 'latchkey.3.log'))).toBe(false)
    const tail = await file.tail(15)
    expect(tail).toHaveLength(15)
    expect(tail.at(-1)).toBe('line 099')
    expect(tail[0]).toBe('line 085')
  })

  test.skipIf(process.platform === 'win32')('are for the user alone', async () => {
    const folder = join(temporaryFolder(), 'logs')
    const file = small(folder)
    file.append('a line')
    await file.settled()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'latchkey.log')).mode & 0o777).toBe(0o600)
  })

  test('a place that cannot be written costs lines, never a fault, and is told of once it can', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'logs')
    writeFileSync(folder, 'a file where the folder should be')
    const file = small(folder)
    file.append('lost')
    await file.settled()
    rmSync(folder)
    file.append('kept')
    await file.settled()
    expect(await file.tail(10)).toEqual(['… 1 lines could not be written', 'kept'])
  })

  test.skipIf(process.platform === 'win32')('a link in their place is not followed', async () => {
    const folder = temporaryFolder()
    const target = join(temporaryFolder(), 'precious')
    writeFileSync(target, 'as it was')
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o700)
    symlinkSync(target, join(folder, 'latchkey.log'))
    const file = small(folder)
    file.append('a line')
    await file.settled()
    expect(readFileSync(target, 'utf8')).toBe('as it was')
  })

  test('a flood fills no memory, and says how much of it is missing', async () => {
    const folder = temporaryFolder()
    const file = rotatingFile({ folder, name: 'latchkey', maxBytes: 1_000_000, files: 3 })
    for (let number = 0; number < 5_000; number += 1) file.append(`line ${number}`)
    await file.settled()
    file.append('after')
    await file.settled()
    const tail = await file.tail(2_000)
    expect(tail.some((line) => /… \d+ lines could not be written/.test(line))).toBe(true)
    expect(tail.at(-1)).toBe('after')
  })

  test('what waits at the end of the program is written', async () => {
    const folder = temporaryFolder()
    const file = small(folder)
    file.append('first')
    await file.settled()
    file.append('second')
    file.append('last')
    file.flushNow()
    await file.settled()
    expect((await file.tail(10)).toSorted()).toEqual(['first', 'last', 'second'])
  })
})
