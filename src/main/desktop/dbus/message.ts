/** D-Bus messages (specification 0.43, "Message Protocol"). */
import { valueReader } from './values'

/** What of a message from the bus matters here. */
export interface BusMessage {
  readonly kind: 'reply' | 'error' | 'signal' | 'other'
  /** The serial of the call that it answers. */
  readonly replyTo: number | null
  readonly path: string
  /** Interface and member, a dot between. */
  readonly member: string
  readonly args: readonly unknown[]
}

export interface BusCall {
  readonly dest: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly args?: readonly BusArg[]
}

/** A text, or object paths. */
export type BusArg = string | { readonly paths: readonly string[] }

/** Many times what any signal that matters takes; the specification allows 128 MiB. */
const maxMessage = 1024 * 1024
const headerStart = 12

const fieldCodes = { path: 1, interface: 2, member: 3, replyTo: 5, dest: 6, signature: 8 } as const

/** A call, little-endian. */
export function encodeCall(serial: number, call: BusCall): Buffer {
  const body = call.args?.reduce<Buffer>(
    (before, arg) => append(before, typeof arg === 'string' ? text(arg) : array(arg.paths), 4),
    Buffer.alloc(0),
  )
  const types = call.args?.map((arg) => (typeof arg === 'string' ? 's' : 'ao')).join('')
  const fields: readonly (readonly [number, string, Buffer])[] = [
    [fieldCodes.path, 'o', text(call.path)],
    [fieldCodes.interface, 's', text(call.interface)],
    [fieldCodes.member, 's', text(call.member)],
    [fieldCodes.dest, 's', text(call.dest)],
    ...(types ? ([[fieldCodes.signature, 'g', signature(types)]] as const) : []),
  ]
  const header = fields.reduce(
    (before, [code, type, value]) =>
      append(before, Buffer.concat([Buffer.of(code), signature(type), value]), 8),
    Buffer.alloc(0),
  )
  const start = Buffer.alloc(headerStart + 4)
  start.write('l', 'latin1')
  start[1] = 1 // a method call
  start[3] = 1 // the protocol's version
  start.writeUInt32LE(body?.length ?? 0, 4)
  start.writeUInt32LE(serial, 8)
  start.writeUInt32LE(header.length, headerStart)
  return append(Buffer.concat([start, header]), body ?? Buffer.alloc(0), 8)
}

function text(value: string): Buffer {
  const utf8 = Buffer.from(`${value}\0`)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(utf8.length - 1)
  return Buffer.concat([length, utf8])
}

/** Its length does not count itself; texts begin at multiples of 4, as it does. */
function array(values: readonly string[]): Buffer {
  const items = values.reduce<Buffer>(
    (before, value) => append(before, text(value), 4),
    Buffer.alloc(0),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(items.length)
  return Buffer.concat([length, items])
}

const signature = (value: string) =>
  Buffer.concat([Buffer.of(value.length), Buffer.from(`${value}\0`)])

const append = (before: Buffer, after: Buffer, alignment: number) =>
  Buffer.concat([before, Buffer.alloc(-before.length & (alignment - 1)), after])

/**
 * @param bytes the beginning of a message
 * @returns how long it is, or null while too little of it is there to tell. Throws when it is none
 */
export function messageLength(bytes: Uint8Array): number | null {
  if (bytes.length < headerStart + 4) return null
  const reader = readerOf(bytes)
  reader.align(4)
  for (let i = 0; i < 4; i += 1) reader.byte()
  const body = reader.u32()
  reader.u32() // its serial
  const fields = reader.u32()
  const header = Math.ceil((headerStart + 4 + fields) / 8) * 8
  if (header + body > maxMessage) throw new RangeError('too long a message')
  return header + body
}

/** @param bytes a whole message. Throws when it is not well-formed */
export function decodeMessage(bytes: Uint8Array): BusMessage {
  const reader = readerOf(bytes)
  const [, kind] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()]
  reader.u32()
  reader.u32()
  const [pairs] = reader.values('a(yv)') as [readonly (readonly [number, unknown])[]]
  const fields = new Map(pairs)
  const named = (name: keyof typeof fieldCodes) => fields.get(fieldCodes[name])
  reader.align(8)
  const replyTo = named('replyTo')
  return {
    kind: kind === 2 ? 'reply' : kind === 3 ? 'error' : kind === 4 ? 'signal' : 'other',
    replyTo: typeof replyTo === 'number' ? replyTo : null,
    path: String(named('path') ?? ''),
    member: `${String(named('interface') ?? '')}.${String(named('member') ?? '')}`,
    args: reader.values(String(named('signature') ?? '')),
  }
}

/** The first byte says which end comes first. */
function readerOf(bytes: Uint8Array) {
  const [order] = bytes
  if (order !== 0x6c && order !== 0x42) throw new RangeError('no message')
  return valueReader(bytes, order === 0x6c)
}
