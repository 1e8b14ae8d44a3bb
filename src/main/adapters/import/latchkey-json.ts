import { z } from 'zod/mini'
import { DomainFailure } from '../../domain/failure'
import type { Sealed } from '../../domain/ids'
import type { ReadEntries, ReadFile } from '../../domain/ports/transfer'
import { collector } from './draft'
import { maxTime } from './times'

const time = z.int().check(z.minimum(-maxTime), z.maximum(maxTime))

export const historyItem = z.strictObject({ password: z.string(), replacedAt: time })

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

/** Argon2id's settings from a file: bounded, so that no file can ask for more than a computer has. */
export const kdfLimits = { memory: 1024 * 1024, passes: 16, lanes: 16, salt: 16 } as const
const upTo = (max: number) => z.int().check(z.minimum(1), z.maximum(max))
/** As it is written, to the last bit: what was cut off somewhere is none. */
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

/** docs/formats/export.md: version, nonce, nothing, tag. */
const envelopeVersion = 1
const shortestEnvelope = 1 + 12 + 16

/**
 * Our own exports, plain or encrypted: docs/formats/export.md.
 * @throws DomainFailure FILE_DAMAGED, FILE_UNKNOWN for a version of later
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
  const ciphertext = fromBase64(data.ciphertext) as Uint8Array as Sealed
  // Else every password would look like a wrong one.
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
