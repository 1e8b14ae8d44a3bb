import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxEntryText, maxNotes } from '../../src/contract/limits.ts'
import { readFile } from '../../src/main/adapters/import/read-file.ts'
import { DomainFailure } from '../../src/main/domain/failure.ts'
import { fixture, now, onePux } from '../fixtures/import/read.ts'

const names = readdirSync(new URL('../fixtures/import', import.meta.url)).filter(
  (name) => !name.endsWith('.ts'),
)
const files = [...names.map(fixture), Buffer.from(onePux())]

const codes = ['FILE_UNKNOWN', 'FILE_ENCRYPTED', 'FILE_DAMAGED', 'FILE_TOO_LARGE']

const headerOf = (name: string) => fixture(name).toString().split(/\r?\n/, 1)[0] ?? ''

function stringified(value: unknown): string {
  return (
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one)) ?? ''
  )
}

/** Any error without a code fails the test. @returns how many entries were read */
async function survives(bytes: Uint8Array): Promise<number> {
  try {
    const read = await readFile({ bytes }, now)
    if (read.kind !== 'entries') return 0
    for (const { content } of read.entries) {
      expect(content.title.length).toBeLessThanOrEqual(maxEntryText)
      expect(content.notes.length).toBeLessThanOrEqual(maxNotes)
    }
    return read.entries.length
  } catch (error) {
    if (!(error instanceof DomainFailure)) throw error
    expect(codes).toContain(error.code)
    return 0
  }
}

const change = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'cut', 'repeat', 'insert', 'insert', 'drop'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  byte: fc.constantFrom(...Buffer.from('",;\n\r\t{}[]:0\0\xff\xc3', 'latin1')),
})

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((file, { kind, at, length, byte }) => {
    const place = Math.floor(at * file.length)
    const [before, after] = [file.subarray(0, place), file.subarray(place)]
    if (kind === 'flip') return Buffer.concat([before, Buffer.of(byte), after.subarray(1)])
    if (kind === 'cut') return before
    if (kind === 'insert') return Buffer.concat([before, Buffer.of(byte), after])
    if (kind === 'drop') return Buffer.concat([before, after.subarray(length)])
    return Buffer.concat([before, after.subarray(0, length), after])
  }, bytes)
}

describe('no file makes a reader fail but with a code', () => {
  it('whatever bytes it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2_000 }),
        async (bytes) => void (await survives(bytes)),
      ),
      { numRuns: 3_000 },
    )
  })

  it('whatever is changed in a good one', async () => {
    let entries = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (file, changes) => {
          entries += await survives(changed(file, changes))
        },
      ),
      { numRuns: 5_000 },
    )
    // Otherwise so much was changed that nothing was read at all.
    expect(entries).toBeGreaterThan(1_000)
  })

  it('whatever stands in the cells of a table', async () => {
    const header = fc.constantFrom(...names.filter((name) => name.endsWith('.csv')).map(headerOf))
    const cell = fc.string({ unit: 'binary', maxLength: 30 })
    const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`)
    await fc.assert(
      fc.asyncProperty(
        header,
        fc.array(fc.array(quoted, { minLength: 12, maxLength: 12 })),
        async (first, rows) => {
          const columns = first.split(',').length
          const lines = rows.map((row) => row.slice(0, columns).join(','))
          await survives(Buffer.from([first, ...lines, ''].join('\n')))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('whatever a JSON file holds in place of what is expected', async () => {
    const anything = fc.anything({ withNullPrototype: false, maxDepth: 3 })
    const file = fc.oneof(
      fc.record({ encrypted: fc.constant(false), folders: anything, items: fc.array(anything) }),
      fc.record({ accounts: fc.array(fc.record({ vaults: anything })) }),
      fc.record({
        format: fc.constant('latchkey-export'),
        version: fc.constant(1),
        entries: fc.array(anything),
      }),
      fc.record({
        format: fc.constant('latchkey-export'),
        version: fc.constant(1),
        protection: anything,
        ciphertext: anything,
      }),
    )
    await fc.assert(
      fc.asyncProperty(file, async (json) => void (await survives(Buffer.from(stringified(json))))),
      { numRuns: 4_000 },
    )
  })
})
