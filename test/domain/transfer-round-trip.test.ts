import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneTimeCodes } from '../../src/main/adapters/one-time-code.ts'
import { fromPlain, type PlainEntry } from '../../src/main/domain/entry.ts'
import { contents, hand, savedFile } from '../support/transfer.ts'
import { better, day, good, world } from '../world.ts'

const now = Date.UTC(2026, 10, 21, 9)

const special = fc.constantFrom(
  ...[
    '"',
    '""',
    "'",
    ',',
    ';',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\\',
    '[]',
    'null',
  ],
  ...['\ufeff', '\0', ' ', '\u2028', '👩🏽‍🚀', 'ﷺ', '\u202e', '{"a":1}', '﻿kind', 'é', 'e\u0301'],
)
const wellFormed = fc.array(fc.oneof(special, fc.string({ unit: 'binary', maxLength: 12 })), {
  maxLength: 5,
})
const text = wellFormed.map((parts) => parts.join(''))
/** Lone surrogates too: JSON can carry them, UTF-8 can't. */
const anyText = fc.oneof(text, fc.constantFrom('\ud83d', 'a\udc00b'))

const past = fc.integer({ min: 0, max: now })
const recently = fc.integer({ min: now - 29 * day, max: now })
const maybe = (of: fc.Arbitrary<number>) => fc.option(of, { nil: null })

const otps = ['JBSWY3DPEHPK3PXP', 'otpauth://totp/A%20b:c?secret=MZXW6&digits=8&algorithm=SHA512']
const otp = fc.constantFrom('', ...otps.map((typed) => oneTimeCodes.read(typed) ?? ''))

function entry(of: fc.Arbitrary<string>): fc.Arbitrary<PlainEntry> {
  const common = {
    title: of,
    notes: of,
    tags: fc.array(
      of.filter(({ length }) => length <= 60),
      { maxLength: 4 },
    ),
    favourite: fc.boolean(),
    createdAt: past,
    changedAt: past,
    usedAt: maybe(past),
    trashedAt: maybe(recently),
  }
  return fc.oneof(
    fc.record({
      kind: fc.constant('login' as const),
      ...common,
      username: of,
      password: of,
      urls: fc.array(of, { maxLength: 4 }),
      otp,
      history: fc.array(fc.record({ password: of, replacedAt: past }), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('note' as const), ...common }),
  )
}

/** Two computers, whose vaults are emptied before each file. */
async function computers() {
  const [here, there] = [world({ time: now }), world({ time: now })]
  await here.create()
  await there.create('bob@example.com', better)
  const fill = (entries: readonly PlainEntry[]) => {
    for (const w of [here, there]) {
      const vault = w.openVault.current()
      vault.remove([...vault.entries()].map(({ id }) => id))
    }
    here.openVault.current().add(entries.map(fromPlain))
  }
  const carry = async (unlock?: string) => {
    const { name, bytes } = savedFile(here)
    hand(there, name, bytes)
    const ref = (await there.app.import.choose(undefined))?.ref ?? ''
    if (unlock !== undefined) {
      await there.app.import.unlock({ ref, email: null, by: { kind: 'code', code: unlock } })
    }
    await there.app.import.apply({ ref, duplicates: true })
  }
  return { here, there, fill, carry }
}

describe('what is exported comes in again as it was, whatever it is', () => {
  it('as CSV', async () => {
    const { here, there, fill, carry } = await computers()
    await fc.assert(
      fc.asyncProperty(fc.array(entry(text), { maxLength: 8 }), async (entries) => {
        fill(entries)
        await here.app.export.plain({ password: good, format: 'csv' })
        await carry()
        expect(contents(there)).toEqual(contents(here))
      }),
      { numRuns: 150 },
    )
  })

  it('as JSON, encrypted and not', async () => {
    const { here, there, fill, carry } = await computers()
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry(anyText), { maxLength: 8 }),
        fc.boolean(),
        async (entries, encrypted) => {
          fill(entries)
          const exported = encrypted
            ? await here.app.export.encrypted({ password: good, protect: { kind: 'code' } })
            : await here.app.export.plain({ password: good, format: 'json' })
          await carry(exported?.code ?? undefined)
          expect(contents(there)).toEqual(contents(here))
        },
      ),
      { numRuns: 150 },
    )
  })
})
