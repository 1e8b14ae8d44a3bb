import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { MailFaults } from './faults.ts'
import type { ReceivedMail } from './received-mail.ts'
import type { TestMailServer } from './server.ts'

/** What the two processes tell each other, one JSON value per line. */
export type ServerLine =
  | { readonly event: 'ready'; readonly server: ServerFacts }
  | { readonly event: 'mail'; readonly mail: ReceivedMail }
  /** The previous command is done. */
  | { readonly event: 'done' }

export type CommandLine =
  | { readonly command: 'faults'; readonly faults: MailFaults }
  | { readonly command: 'stop' }

export type ServerFacts = Pick<
  TestMailServer,
  'host' | 'port' | 'security' | 'user' | 'password' | 'caFile'
>

export function onLines<T>(stream: Readable, listener: (line: T) => void): void {
  createInterface({ input: stream }).on('line', (line) => listener(JSON.parse(line) as T))
}
