/**
 * A service on a D-Bus message bus: it owns names, sends signals and answers calls. It implements as much
 * of the protocol (D-Bus specification 0.43) as listeners need to be tested against a real bus.
 */
import { connect, type Socket } from 'node:net'

/** A value with its D-Bus type. */
export type Typed =
  | { readonly type: 's' | 'o' | 'g'; readonly value: string }
  | { readonly type: 'b'; readonly value: boolean }
  | { readonly type: 'u'; readonly value: number }
  | { readonly type: 'v'; readonly value: Typed }
  | { readonly type: 'a{sv}'; readonly value: Readonly<Record<string, Typed>> }
  | { readonly type: 'as'; readonly value: readonly string[] }
  | { readonly type: '(so)'; readonly value: readonly [string, string] }

export interface BusService {
  own(name: string): Promise<void>
  release(name: string): Promise<void>
  signal(path: string, member: string, ...args: readonly Typed[]): void
  /** Sets the answer to calls of a member; other calls get an error. */
  answer(member: string, ...args: readonly Typed[]): void
  /** How often a member has been called. */
  called(member: string): number
  close(): void
}

const kinds = { call: 1, reply: 2, error: 3, signal: 4 } as const
const fields = {
  path: 1,
  interface: 2,
  member: 3,
  error: 4,
  replyTo: 5,
  to: 6,
  signature: 8,
} as const
type Field = keyof typeof fields

/** Little-endian, with each value aligned to its own size. */
function writer() {
  const bytes: number[] = []
  const align = (to: number) => {
    while (bytes.length % to !== 0) bytes.push(0)
  }
  const u32 = (value: number) => {
    align(4)
    for (let shift = 0; shift < 32; shift += 8) bytes.push((value >>> shift) & 0xff)
  }
  const text = (value: string) => {
    const utf8 = new TextEncoder().encode(value)
    u32(utf8.length)
    bytes.push(...utf8, 0)
  }
  const signature = (value: string) => {
    bytes.push(value.length, ...new TextEncoder().encode(value), 0)
  }
  /** Fills in the length in bytes once the items are written. */
  function array(itemAlign: number, items: () => void) {
    u32(0)
    const lengthAt = bytes.length - 4
    align(itemAlign)
    const start = bytes.length
    items()
    const length = bytes.length - start
    for (let i = 0; i < 4; i += 1) bytes[lengthAt + i] = (length >>> (8 * i)) & 0xff
  }
  function value(of: Typed): void {
    if (of.type === 's' || of.type === 'o') text(of.value)
    else if (of.type === 'g') signature(of.value)
    else if (of.type === 'b') u32(of.value ? 1 : 0)
    else if (of.type === 'u') u32(of.value)
    else if (of.type === 'v') variant(of.value)
    else if (of.type === 'as') array(4, () => of.value.forEach(text))
    else if (of.type === '(so)') {
      align(8)
      of.value.forEach(text)
    } else {
      array(8, () => {
        for (const [key, item] of Object.entries(of.value)) {
          align(8)
          text(key)
          variant(item)
        }
      })
    }
  }
  function variant(of: Typed): void {
    signature(of.type)
    value(of)
  }
  return { bytes, align, u32, array, value, variant }
}

type Header = Partial<Record<Field, Typed>>

function message(kind: keyof typeof kinds, serial: number, header: Header, args: readonly Typed[]) {
  const body = writer()
  for (const arg of args) body.value(arg)
  const whole = writer()
  whole.bytes.push('l'.charCodeAt(0), kinds[kind], 0, 1)
  whole.u32(body.bytes.length)
  whole.u32(serial)
  const signature = args.map(({ type }) => type).join('')
  const all: Header =
    signature === '' ? header : { ...header, signature: { type: 'g', value: signature } }
  whole.array(8, () => {
    for (const [field, value] of Object.entries(all)) {
      whole.align(8)
      whole.bytes.push(fields[field as Field])
      whole.variant(value)
    }
  })
  whole.align(8)
  return Buffer.from([...whole.bytes, ...body.bytes])
}

/** The parts of a message that matter here: its kind, serial and text fields. */
function read(bytes: Buffer) {
  const end = 16 + bytes.readUInt32LE(12)
  const texts = new Map<number, string>()
  for (let at = 16; at < end; ) {
    at += (8 - (at % 8)) % 8
    const code = bytes[at] ?? 0
    const type = String.fromCharCode(bytes[at + 2] ?? 0)
    at += 4
    const length = type === 'g' ? (bytes[at] ?? 0) : bytes.readUInt32LE(at)
    if (type === 'u') texts.set(code, String(length))
    else texts.set(code, bytes.toString('utf8', at + (type === 'g' ? 1 : 4), at + 4 + length))
    at += type === 'u' ? 4 : length + (type === 'g' ? 2 : 5)
  }
  const field = (name: Field) => texts.get(fields[name])
  return { kind: bytes[1], serial: bytes.readUInt32LE(8), sender: texts.get(7), field }
}

/** Splits the incoming bytes into messages. */
function messages(socket: Socket, onMessage: (bytes: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk as Buffer])
    while (rest.length >= 16) {
      const header = 16 + rest.readUInt32LE(12)
      const length = header + ((8 - (header % 8)) % 8) + rest.readUInt32LE(4)
      if (rest.length < length) return
      onMessage(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
}

/** @param address of the bus, as `DBUS_SESSION_BUS_ADDRESS` holds it */
export async function busService(address: string): Promise<BusService> {
  const path = /unix:path=([^,;]+)/.exec(address)?.[1]
  if (path === undefined) throw new Error(`no socket in ${address}`)
  const socket = connect(path)
  await new Promise((done, fail) => socket.once('connect', done).once('error', fail))
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
  await new Promise((done) => socket.once('data', done))
  socket.write('BEGIN\r\n')

  let serial = 0
  const replies = new Map<number, () => void>()
  const answers = new Map<string, readonly Typed[]>()
  const calls: string[] = []
  messages(socket, (bytes) => {
    const { kind, serial: theirs, sender, field } = read(bytes)
    if (kind === kinds.reply || kind === kinds.error) replies.get(Number(field('replyTo')))?.()
    if (kind !== kinds.call) return
    calls.push(field('member') ?? '')
    const args = answers.get(field('member') ?? '')
    serial += 1
    const to: Header = {
      replyTo: { type: 'u', value: theirs },
      ...(sender === undefined ? {} : { to: { type: 's', value: sender } }),
    }
    const refusal: Header = { ...to, error: { type: 's', value: 'org.example.Refused' } }
    socket.write(args ? message('reply', serial, to, args) : message('error', serial, refusal, []))
  })

  function askBus(member: string, ...args: readonly Typed[]): Promise<void> {
    serial += 1
    const header: Header = {
      path: { type: 'o', value: '/org/freedesktop/DBus' },
      interface: { type: 's', value: 'org.freedesktop.DBus' },
      member: { type: 's', value: member },
      to: { type: 's', value: 'org.freedesktop.DBus' },
    }
    socket.write(message('call', serial, header, args))
    const mine = serial
    return new Promise((done) => replies.set(mine, done))
  }
  await askBus('Hello')

  return {
    own: (name) => askBus('RequestName', { type: 's', value: name }, { type: 'u', value: 4 }),
    release: (name) => askBus('ReleaseName', { type: 's', value: name }),
    signal(at, member, ...args) {
      serial += 1
      const dot = member.lastIndexOf('.')
      const header: Header = {
        path: { type: 'o', value: at },
        interface: { type: 's', value: member.slice(0, dot) },
        member: { type: 's', value: member.slice(dot + 1) },
      }
      socket.write(message('signal', serial, header, args))
    },
    answer: (member, ...args) => void answers.set(member, args),
    called: (member) => calls.filter((one) => one === member).length,
    close: () => socket.destroy(),
  }
}
