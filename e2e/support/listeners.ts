/** Detects whether anything gets out: a TCP and a UDP port on this computer. */
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

interface Listeners {
  readonly ports: { readonly tcp: number; readonly udp: number }
  /** `tcp` for each connection, `udp` for each packet, and the first line of what was sent. */
  readonly heard: readonly string[]
  close(): Promise<void>
}

export async function listen(): Promise<Listeners> {
  const heard: string[] = []
  const server = createServer((socket) => {
    heard.push('tcp')
    socket.on('error', () => {})
    socket.once('data', (data) => {
      heard.push(data.toString('latin1').split('\r\n', 1)[0] ?? '')
      socket.end()
    })
  })
  const udp = createSocket('udp4').on('message', () => heard.push('udp'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  await new Promise<void>((ready) => udp.bind(0, '127.0.0.1', ready))
  return {
    ports: { tcp: (server.address() as { port: number }).port, udp: udp.address().port },
    heard,
    async close() {
      udp.close()
      await new Promise((closed) => server.close(closed))
    },
  }
}
