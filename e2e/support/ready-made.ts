import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { spawnMailServer } from '../../test/mail-server/index.ts'
import { type App, appOn } from './app.ts'
import { personAt } from './person.ts'

/** What `isReady` leaves behind, made once and copied for each test that begins with it. */
export interface ReadyMade {
  /** Of the mail server that its settings name. */
  readonly port: number
  putInto(app: App): void
  remove(): void
}

export async function makeReady(): Promise<ReadyMade> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ready-'))
  const app = appOn(folder)
  const port = await freePort()
  const server = await spawnMailServer({ port })
  try {
    await personAt(app).isReady(server)
    await app.close()
  } finally {
    await app.kill()
    await server.stop()
  }
  return {
    port,
    putInto({ dataFolder }) {
      // What says that a program runs on the folder is no part of it.
      const filter = (path: string) => !basename(path).startsWith('Singleton')
      cpSync(app.dataFolder, dataFolder, { recursive: true, filter })
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Below those that the system gives away by itself: it is to be free again for the next test. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const free = await new Promise<boolean>((done) => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => done(true))
    })
    if (!free) continue
    await new Promise((done) => server.close(done))
    return port
  }
}
