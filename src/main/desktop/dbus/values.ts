/** Values as D-Bus marshals them (specification 0.43, "Type System" and "Marshaling"). */

/** Reads one value after the other. Throws at anything that is not well-formed. */
export interface ValueReader {
  /** Bytes read so far. */
  at(): number
  align(to: number): void
  byte(): number
  u32(): number
  /** All values of a signature: `sa{sv}as`, say. A variant is its value, a dictionary an object. */
  values(signature: string): readonly unknown[]
}

/** Deeper than any signal that matters; the specification allows 64. */
const maxDepth = 16

/** Numbers that nobody here asks for. */
const sizes: Readonly<Record<string, number>> = { n: 2, q: 2, x: 8, t: 8, d: 8 }

const alignments: Readonly<Record<string, number>> = {
  ...sizes,
  y: 1,
  ...{ i: 4, u: 4, b: 4, h: 4, s: 4, o: 4, a: 4 },
  ...{ '(': 8, '{': 8 },
}

export function valueReader(bytes: Uint8Array, littleEndian: boolean): ValueReader {
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

  return { at: () => at, align, byte, u32, values: (signature) => values(signature, 0) }
}

/** `sa{sv}as` is `s`, `a{sv}`, `as`. */
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
