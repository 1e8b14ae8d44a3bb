import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startMailServer } from '../../test/mail-server/server.ts'
import { type App, appOn } from './app.ts'
import type { ReadyMade, Stage } from './person'
import { personAt } from './person.ts'

export async function readyMade(): Promise<ReadyMade> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ready-'))
  const port = await freePort()
  const made = new Map<Stage, Promise<App>>()

  async function make(stage: Stage): Promise<App> {
    const app = appOn(join(folder, stage))
    const person = personAt(app)
    const server = await startMailServer({ port: stage === 'ready' ? port : 0 })
    try {
      await (stage === 'ready' ? person.isReady(server) : person.begins())
      await app.close()
    } finally {
      await app.kill()
      await server.stop()
    }
    return app
  }

  function once(stage: Stage): Promise<App> {
    const app = made.get(stage) ?? make(stage)
    made.set(stage, app)
    return app
  }

  return {
    async port() {
      await once('ready')
      return port
    },
    async putInto({ dataFolder }, stage) {
      const app = await once(stage)
      // Leaves out the files that mark the folder as in use.
      const filter = (path: string) => !basename(path).startsWith('Singleton')
      cpSync(app.dataFolder, dataFolder, { recursive: true, filter })
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Below the range that the system assigns by itself, so that it is free again for the next test. */
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
