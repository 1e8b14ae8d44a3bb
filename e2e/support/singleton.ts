/** A program that talks to the socket on which a second instance hands over its arguments. */
import { realpathSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** A message as in process_singleton_posix.cc: a folder and the arguments, separated by zero bytes. */
export const startMessage = (...args: readonly string[]) =>
  ['START', '/', 'latchkey', ...args].join('\0')

export interface Talker {
  say(bytes: string | Uint8Array): void
  /** Ends its side, as a second instance does. */
  end(): void
  /** What the app answered before it hung up. */
  readonly answer: Promise<string>
  hangUp(): void
}

/** @returns once it is connected */
export async function talkTo(dataFolder: string): Promise<Talker> {
  // The real path is shorter: a socket's address holds only about a hundred characters.
  const socket: Socket = connect(realpathSync(join(dataFolder, 'SingletonSocket')))
  await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail))
  let said = ''
  socket.on('data', (bytes: Buffer) => {
    said += bytes.toString('latin1')
  })
  socket.on('error', () => {}) // The app hung up in the middle of a message.
  const answer = new Promise<string>((done) => socket.once('close', () => done(said)))
  return {
    say: (bytes) => void socket.write(bytes),
    end: () => void socket.end(),
    answer,
    hangUp: () => void socket.destroy(),
  }
}
