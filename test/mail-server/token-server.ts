import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { testAuthority } from './certificates.ts'

export interface TokenServer {
  readonly url: string
  /** The requests, oldest first. */
  readonly asked: readonly URLSearchParams[]
  /** The answer to every request. */
  answer: { status: number; body: unknown; location?: string }
  stop(): Promise<void>
}

/** Issues access tokens (RFC 6749 section 6) on the loopback interface, over TLS. */
export async function startTokenServer(): Promise<TokenServer> {
  const authority = await testAuthority()
  const asked: URLSearchParams[] = []
  const server = createServer(await authority.certificate('valid'), (request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      asked.push(new URLSearchParams(body))
      const { status, body: said, location } = self.answer
      response.writeHead(status, location === undefined ? {} : { location })
      response.end(typeof said === 'string' ? said : JSON.stringify(said))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const self: TokenServer = {
    url: `https://127.0.0.1:${port}/token`,
    asked,
    answer: { status: 200, body: { access_token: 'ya29.access-token-one', expires_in: 3600 } },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return self
}
