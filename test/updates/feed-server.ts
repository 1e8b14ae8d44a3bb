/** A real HTTPS server with updates, and the faults that one may have. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { makeKey, signFeed } from '../../scripts/release/feed.mjs'
import { schemaVersion } from '../../src/main/adapters/sqlite/schema.ts'
import { type CertificateKind, testAuthority } from '../mail-server/certificates.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void
type Key = Awaited<ReturnType<typeof makeKey>>

export const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex')

/** Supports Range, like any file server. */
export const file =
  (bytes: Uint8Array): Answer =>
  (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const size = bytes.length
    if (from > 0) response.setHeader('content-range', `bytes ${from}-${size - 1}/${size}`)
    response.setHeader('content-length', size - from)
    response.writeHead(from > 0 ? 206 : 200)
    response.end(bytes.subarray(from))
  }

/** @param time milliseconds since the Unix epoch at which its statements are made */
export async function feedServer(options: { time: number; certificate?: CertificateKind }) {
  const authority = await testAuthority()
  const certificate = await authority.certificate(options.certificate ?? 'valid')
  const answers = new Map<string, Answer>()
  const asked: IncomingMessage[] = []
  const server = createServer(certificate, (request, response) => {
    asked.push(request)
    const answer = answers.get(request.url ?? '')
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const base = `https://localhost:${port}/`
  const key = await makeKey()
  const program = Buffer.from('the next version of the program\n'.repeat(20_000))
  const day = 24 * 3_600_000
  const at = (ms: number) => new Date(ms).toISOString()

  const release = (changes: object = {}) => ({
    format: 1,
    product: 'latchkey',
    version: '0.2.0',
    notes: 'What is new',
    publishedAt: at(options.time),
    issuedAt: at(options.time),
    expiresAt: at(options.time + 30 * day),
    oldestData: 1,
    newestData: schemaVersion,
    artefacts: (['deb', 'portable'] as const).map((kind) => ({
      platform: 'linux',
      arch: 'x64',
      kind,
      url: `${base}${kind}`,
      size: program.length,
      sha512: sha512(program),
    })),
    ...changes,
  })

  const self = {
    base,
    key,
    asked,
    program,
    ca: readFileSync(authority.caFile, 'utf8'),
    caFile: authority.caFile,
    config: () => ({ url: `${base}feed`, keys: [key.public], ca: self.ca }),
    release,
    answer: (path: string, answer: Answer) => void answers.set(`/${path}`, answer),
    /** @returns the signed text */
    async publish(changes: object = {}, keys: readonly Key[] = [key]): Promise<string> {
      const text = await signFeed(
        release(changes),
        keys.map((one) => one.private),
      )
      self.answer('feed', file(Buffer.from(text)))
      return text
    },
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  self.answer('deb', file(program))
  self.answer('portable', file(program))
  return self
}

export type FeedServer = Awaited<ReturnType<typeof feedServer>>
