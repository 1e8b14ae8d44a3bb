/** A program that talks to the socket by which a second start hands over its arguments. */
import { realpathSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** The parts of process_singleton_posix.cc's message: a folder and the arguments, each after a zero. */
export const startMessage = (...args: readonly string[]) =>
  ['START', '/', 'latchkey', ...args].join('\0')

export interface Talker {
  say(bytes: string | Uint8Array): void
  /** Says no more, as a second start does. */
  end(): void
  /** What the app answered until it hung up. */
  readonly answer: Promise<string>
  hangUp(): void
}

/** @returns once it is connected */
export async function talkTo(dataFolder: string): Promise<Talker> {
  // A short address, for such addresses hold some hundred characters.
  const socket: Socket = connect(realpathSync(join(dataFolder, 'SingletonSocket')))
  await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail))
  let said = ''
  socket.on('data', (bytes: Buffer) => {
    said += bytes.toString('latin1')
  })
  socket.on('error', () => {}) // It hung up in the middle of a word.
  const answer = new Promise<string>((done) => socket.once('close', () => done(said)))
  return {
    say: (bytes) => void socket.write(bytes),
    end: () => void socket.end(),
    answer,
    hangUp: () => void socket.destroy(),
  }
}
