/** A minimal connection to a D-Bus message bus, enough to make calls and receive signals. */
import { connect, type Socket } from 'node:net'
import { type BusCall, type BusMessage, decodeMessage, encodeCall, messageLength } from './message'

/** The longest that a working bus takes to answer. */
const callTimeoutMs = 2_000

export interface BusConnection {
  /** @returns the answer; null for an error, a timeout or a lost bus */
  call(call: BusCall): Promise<readonly unknown[] | null>
  close(): void
}

export const theBus = {
  dest: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const

/**
 * Connects in the background; if the bus can't be reached, every call gives null. Never reconnects.
 *
 * @param address in D-Bus form ("Server Addresses" of its specification)
 */
export function busConnection(
  address: string | undefined,
  onSignal: (signal: BusMessage) => void,
): BusConnection {
  const path = socketPath(address ?? '')
  if (path === null) return { call: () => Promise.resolve(null), close: () => {} }

  const socket = connect(path)
  const waiting = new Map<number, (answer: readonly unknown[] | null) => void>()
  let serial = 0

  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const done of [...waiting.values()]) done(null)
  })
  const authenticated = authenticate(socket).then((rest) => {
    receive(socket, rest, (message) => {
      if (message.kind === 'signal') onSignal(message)
      const done = waiting.get(message.replyTo ?? 0)
      if (message.kind === 'reply') done?.(message.args)
      if (message.kind === 'error') done?.(null)
    })
    void send({ ...theBus, member: 'Hello' })
  })

  function send(call: BusCall): Promise<readonly unknown[] | null> {
    if (socket.destroyed) return Promise.resolve(null)
    serial += 1
    const mine = serial
    return new Promise((answer) => {
      const late = setTimeout(() => done(null), callTimeoutMs)
      const done = (args: readonly unknown[] | null) => {
        clearTimeout(late)
        waiting.delete(mine)
        answer(args)
      }
      waiting.set(mine, done)
      socket.write(encodeCall(mine, call))
    })
  }

  return {
    async call(call) {
      await authenticated
      return send(call)
    },
    close: () => socket.destroy(),
  }
}

/** Authenticates as the user that the other end of the socket sees. @returns the bytes after the reply */
function authenticate(socket: Socket): Promise<Buffer> {
  const uid = Buffer.from(String(process.getuid?.() ?? '')).toString('hex')
  let said = Buffer.alloc(0)
  return new Promise((done) => {
    const onData = (chunk: Buffer) => {
      said = Buffer.concat([said, chunk])
      const end = said.indexOf('\r\n')
      if (end < 0 && said.length < 1024) return
      socket.off('data', onData)
      if (said.subarray(0, 3).toString('latin1') === 'OK ') socket.write('BEGIN\r\n')
      else socket.destroy()
      done(said.subarray(end + 2))
    }
    socket.on('data', onData)
    socket.once('connect', () => socket.write(`\0AUTH EXTERNAL ${uid}\r\n`))
    socket.once('close', () => done(Buffer.alloc(0)))
  })
}

/** Splits incoming data into messages. Closes the connection at the first invalid one. */
function receive(socket: Socket, first: Buffer, onMessage: (message: BusMessage) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  function onData(chunk: Buffer): void {
    rest = Buffer.concat([rest, chunk])
    try {
      for (let length = messageLength(rest); length !== null && rest.length >= length; ) {
        const message = decodeMessage(rest.subarray(0, length))
        rest = rest.subarray(length)
        onMessage(message)
        length = messageLength(rest)
      }
    } catch {
      socket.destroy()
    }
  }
  socket.on('data', onData)
  onData(first)
}

/** The first socket that an address names (specification 0.43, "Server Addresses"). */
function socketPath(address: string): string | null {
  for (const one of address.split(';')) {
    const [, kind, value] = /^unix:(?:[^,]*,)*?(path|abstract)=([^,]+)/.exec(one) ?? []
    if (value === undefined) continue
    const path = unescaped(value)
    if (path === null) continue
    return kind === 'abstract' ? `\0${path}` : path
  }
  return null
}

/** Null for an invalid value, which then counts as a bus that can't be reached. */
function unescaped(value: string): string | null {
  try {
    const path = decodeURIComponent(value)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

// Requests to a message bus that always end, whatever the bus does.

type Env = Readonly<Record<string, string | undefined>>

/** The address of the session bus. If none is set, uses the same default as GLib and Chromium. */
export function sessionBus(env: Env): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  return address || (runtime && `unix:path=${runtime}/bus`)
}

/** For a bus that accepts the connection and then stays silent. Each call also has its own timeout. */
const connectTimeoutMs = 8_000

/**
 * Opens a connection for one request and closes it afterwards.
 *
 * @param address from `sessionBus`
 */
export async function asking<T>(
  address: string | undefined,
  question: (bus: BusConnection) => Promise<T>,
  unanswered: T,
): Promise<T> {
  const bus = busConnection(address, () => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(unanswered), connectTimeoutMs)
  })
  try {
    return await Promise.race([question(bus), late])
  } finally {
    clearTimeout(timer)
    bus.close()
  }
}

/** Whether a service is running, or would be started by a call. */
export async function isServed(bus: BusConnection, name: string): Promise<boolean> {
  const owned = await bus.call({ ...theBus, member: 'NameHasOwner', args: [name] })
  if (owned?.[0] === true) return true
  const startable = await bus.call({ ...theBus, member: 'ListActivatableNames' })
  const names = startable?.[0]
  return Array.isArray(names) && names.includes(name)
}
