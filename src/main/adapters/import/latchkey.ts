import { type EntryKind, entryKinds } from '@contract/entry-kinds'
import { z } from 'zod/mini'
import type { PlainEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import type { Encrypted } from '../../domain/ids'
import type { ReadEntries, ReadFile } from '../../domain/ports/transfer'
import { csvColumns } from '../export'
import { collector, maxTime } from './draft'
import type { CsvFormat, Row } from './table'

const time = z.int().check(z.minimum(-maxTime), z.maximum(maxTime))

const historyItem = z.strictObject({ password: z.string(), replacedAt: time })

const common = {
  title: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  favourite: z.boolean(),
  createdAt: time,
  changedAt: time,
  usedAt: z.nullable(time),
  trashedAt: z.nullable(time),
}

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('login'),
    ...common,
    username: z.string(),
    password: z.string(),
    urls: z.array(z.string()),
    otp: z.string(),
    history: z.array(historyItem),
  }),
  z.strictObject({ kind: z.literal('note'), ...common }),
])

const payload = z.object({ version: z.literal(1), entries: z.array(z.unknown()) })

/** The highest Argon2id settings a file may have, so that it can't demand more than a computer has. */
export const kdfLimits = { memory: 1024 * 1024, passes: 16, lanes: 16, salt: 16 } as const
const upTo = (max: number) => z.int().check(z.minimum(1), z.maximum(max))
/** Strict to the last bit, so that a truncated value is refused. */
const base64 = z.string().check(z.refine((text) => fromBase64(text).toString('base64') === text))
const fromBase64 = (text: string) => Buffer.from(text, 'base64')

const envelope = z.object({
  version: z.literal(1),
  protection: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('password'),
      kdf: z.strictObject({
        algorithm: z.literal('argon2id'),
        version: z.literal(19),
        memory: upTo(kdfLimits.memory),
        passes: upTo(kdfLimits.passes),
        lanes: upTo(kdfLimits.lanes),
        salt: base64,
      }),
    }),
    z.strictObject({ kind: z.literal('code') }),
  ]),
  ciphertext: base64,
})

/** docs/formats/export.md: version, nonce, an empty ciphertext, tag. */
const envelopeVersion = 1
const shortestEnvelope = 1 + 12 + 16

/**
 * Our own exports, plain or encrypted: docs/formats/export.md.
 * @throws DomainFailure FILE_DAMAGED, or FILE_UNKNOWN for a newer version
 */
export function readLatchkeyJson(file: object, now: number): ReadFile {
  if ('version' in file && typeof file.version === 'number' && file.version > 1) {
    throw new DomainFailure('FILE_UNKNOWN')
  }
  return 'ciphertext' in file ? readEnvelope(file) : readPayload(file, now)
}

function readPayload(file: object, now: number): ReadEntries {
  const { data, error } = payload.safeParse(file)
  if (error) throw new DomainFailure('FILE_DAMAGED')
  const into = collector(now)
  for (const [n, value] of data.entries.entries()) {
    const read = entry.safeParse(value)
    if (read.error) throw new DomainFailure('FILE_DAMAGED', { row: n + 1 })
    into.addOwn(n + 1, read.data)
  }
  return into.finish('latchkey-json')
}

function readEnvelope(file: object): ReadFile {
  const { data, error } = envelope.safeParse(file)
  if (error) throw new DomainFailure('FILE_DAMAGED')
  const ciphertext = fromBase64(data.ciphertext) as Uint8Array as Encrypted
  // Otherwise every password would look wrong.
  if (ciphertext[0] !== envelopeVersion || ciphertext.length < shortestEnvelope) {
    throw new DomainFailure('FILE_DAMAGED')
  }
  const { protection } = data
  if (protection.kind === 'code') return { kind: 'envelope', protection, ciphertext }
  const { memory, passes, lanes } = protection.kdf
  const salt = fromBase64(protection.kdf.salt)
  if (salt.length !== kdfLimits.salt) throw new DomainFailure('FILE_DAMAGED')
  const kdf = { memory, passes, lanes, salt }
  return { kind: 'envelope', protection: { kind: 'password', kdf }, ciphertext }
}

/** Our own format: docs/formats/export.md. */
export const latchkeyCsv: CsvFormat = {
  marks: ['kind', 'title', 'password', 'more_urls', 'history', 'trashed'],
  columns: csvColumns,
  own: true,
  read(rows, into) {
    for (const row of rows) into.addOwn(row.row, entryOf(row))
  },
}

/** These columns are empty in a note. */
const loginColumns = ['url', 'username', 'password', 'otpauth', 'more_urls', 'history']

const texts = z.array(z.string())
const history = z.array(historyItem)

function entryOf({ row, get }: Row): PlainEntry {
  const refuse = (): never => {
    throw new DomainFailure('FILE_DAMAGED', { row })
  }
  const json = <T>(schema: z.ZodMiniType<T>, column: string): T => {
    const { data, error } = schema.safeParse(parseJson(get(column) || '[]'))
    return error ? refuse() : data
  }
  const time = (column: string): number => {
    const at = Date.parse(get(column))
    return Number.isNaN(at) ? refuse() : at
  }
  const timeOrNone = (column: string) => (get(column) === '' ? null : time(column))
  const favourite = get('favourite')
  if (favourite !== '' && favourite !== '1') return refuse()
  const common = {
    title: get('title'),
    notes: get('notes'),
    tags: json(texts, 'tags'),
    favourite: favourite === '1',
    createdAt: time('created'),
    changedAt: time('changed'),
    usedAt: timeOrNone('used'),
    trashedAt: timeOrNone('trashed'),
  }
  const first = get('url')
  const readers: Record<EntryKind, () => PlainEntry> = {
    login: () => ({
      kind: 'login',
      ...common,
      username: get('username'),
      password: get('password'),
      urls: first === '' && get('more_urls') === '' ? [] : [first, ...json(texts, 'more_urls')],
      otp: get('otpauth'),
      history: json(history, 'history'),
    }),
    note() {
      const empty = loginColumns.every((column) => get(column) === '')
      return empty ? { kind: 'note', ...common } : refuse()
    },
  }
  const kind = entryKinds.find((one) => one === get('kind'))
  return kind === undefined ? refuse() : readers[kind]()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
