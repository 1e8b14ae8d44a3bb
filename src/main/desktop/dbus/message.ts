/** The parts of a bus message that we use. */
export interface BusMessage {
  readonly kind: 'reply' | 'error' | 'signal' | 'other'
  /** The serial of the call it answers. */
  readonly replyTo: number | null
  readonly path: string
  /** Interface and member, joined by a dot. */
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

/** A string, or object paths. */
type BusArg = string | { readonly paths: readonly string[] }

/** Many times larger than any signal we need; the specification allows 128 MiB. */
const maxMessage = 1024 * 1024
const headerStart = 12

const fieldCodes = { path: 1, interface: 2, member: 3, replyTo: 5, dest: 6, signature: 8 } as const

/** Encodes a call, little-endian. */
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
  start[3] = 1 // the protocol version
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

/** The length doesn't include the length field. Strings are aligned to 4 bytes, like the field. */
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
 * @returns its length in bytes, or null if there are too few bytes to tell
 * @throws RangeError if it isn't a message
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

/**
 * @param bytes a whole message
 * @throws RangeError if it isn't well-formed
 */
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

/** The first byte gives the byte order. */
function readerOf(bytes: Uint8Array) {
  const [order] = bytes
  if (order !== 0x6c && order !== 0x42) throw new RangeError('no message')
  return valueReader(bytes, order === 0x6c)
}

// Values as D-Bus marshals them (specification 0.43, "Type System" and "Marshaling").

/** Deeper than any signal we need; the specification allows 64. */
const maxDepth = 16

/** Numeric types that we skip. */
const sizes: Readonly<Record<string, number>> = { n: 2, q: 2, x: 8, t: 8, d: 8 }

const alignments: Readonly<Record<string, number>> = {
  ...sizes,
  y: 1,
  ...{ i: 4, u: 4, b: 4, h: 4, s: 4, o: 4, a: 4 },
  ...{ '(': 8, '{': 8 },
}

/** Reads one value after the other. Throws a RangeError for anything that isn't well-formed. */
function valueReader(bytes: Uint8Array, littleEndian: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0

  function align(to: number): void {
    at += (to - (at % to)) % to
  }

  function byte(): number {
    at += 1
    return view.getUint8(at - 1)
  }

  function u32(): number {
    align(4)
    at += 4
    return view.getUint32(at - 4, littleEndian)
  }

  function text(length: number): string {
    if (at + length + 1 > bytes.length) throw new RangeError('a text beyond the end')
    at += length + 1
    return Buffer.from(bytes.buffer, bytes.byteOffset + at - length - 1, length).toString('utf8')
  }

  function array(item: string, depth: number): unknown {
    const length = u32()
    align(alignments[item[0] ?? ''] ?? 1)
    const end = at + length
    if (end > bytes.length) throw new RangeError('an array beyond the end')
    const items: unknown[] = []
    while (at < end) {
      const before = at
      items.push(value(item, depth))
      if (at === before) throw new RangeError('an item without bytes')
    }
    return item.startsWith('{') ? Object.fromEntries(items as [string, unknown][]) : items
  }

  function value(type: string, depth: number): unknown {
    if (depth > maxDepth) throw new RangeError('nested too deep')
    const [first = ''] = type
    if (first === 's' || first === 'o') return text(u32())
    if (first === 'g') return text(byte())
    if (first === 'y') return byte()
    if (first === 'b') return u32() === 1
    if (first === 'u' || first === 'i' || first === 'h') return u32()
    if (first === 'v') return value(text(byte()), depth + 1)
    if (first === 'a') return array(type.slice(1), depth + 1)
    if (first === '(' || first === '{') {
      align(8)
      return values(type.slice(1, -1), depth + 1)
    }
    const size = sizes[first]
    if (size === undefined) throw new RangeError('no such type')
    align(size)
    at += size
    if (at > bytes.length) throw new RangeError('a number beyond the end')
    return null
  }

  function values(signature: string, depth: number): readonly unknown[] {
    return completeTypes(signature).map((type) => value(type, depth))
  }

  return {
    /** The number of bytes read so far. */
    at: (): number => at,
    align,
    byte,
    u32,
    /** All values of a signature, such as `sa{sv}as`. A variant gives its value, a dictionary an object. */
    values: (signature: string): readonly unknown[] => values(signature, 0),
  }
}

/** Splits a signature: `sa{sv}as` gives `s`, `a{sv}` and `as`. */
function completeTypes(signature: string): readonly string[] {
  const types: string[] = []
  for (let at = 0; at < signature.length; ) {
    const start = at
    while (signature[at] === 'a') at += 1
    let depth = 0
    do {
      const letter = signature[at]
      if (letter === undefined) throw new RangeError('a signature without an end')
      if (letter === '(' || letter === '{') depth += 1
      if (letter === ')' || letter === '}') depth -= 1
      at += 1
    } while (depth > 0)
    types.push(signature.slice(start, at))
  }
  return types
}
