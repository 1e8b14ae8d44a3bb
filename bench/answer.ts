import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appOn } from '../e2e/support/app.ts'
import { ada, personAt } from '../e2e/support/person.ts'
import { spawnMailServer } from '../test/mail-server/index.ts'
import { type Figure, figure, interleaved } from './figure.ts'

const rounds = 50
const hour = 3_600_000
const settleMs = 200

/** The forgot-password answer in the real app, from the bridge's end in main: known against unknown. */
export async function answerTimes(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const server = await spawnMailServer()
  const app = appOn(folder)
  try {
    await personAt(app).isReady(server)
    const ask = async (email: string) => {
      app.passTime(hour) // past every limit
      return app.electron.evaluate(async ({ ipcMain, webContents }, to) => {
        // Electron keeps no public way to its own handlers, and a page's clock counts 0.1 ms.
        const { _invokeHandlers: handlers } = ipcMain as unknown as {
          _invokeHandlers: Map<string, (event: object, args: object) => Promise<{ ok: boolean }>>
        }
        const sender = webContents.getAllWebContents().find(({ mainFrame }) => mainFrame !== null)
        const event = { sender, senderFrame: sender?.mainFrame }
        const started = performance.now()
        const answer = await handlers.get('reset.ask')?.(event, { email: to })
        const took = performance.now() - started
        if (!answer?.ok) throw new Error(JSON.stringify(answer))
        return took
      }, email)
    }
    // The mail goes out behind the answer. The next question must not meet its work, and comes
    // after the same pause whoever was asked for.
    const known = async () => {
      const took = await ask(ada.email)
      await Promise.all([server.waitForMail(ada.email), pause(settleMs)])
      return took
    }
    const unknown = async () => {
      const took = await ask('nobody@example.com')
      await pause(settleMs)
      return took
    }
    for (let warm = 0; warm < 5; warm += 1) {
      await known()
      await unknown()
    }
    const samples = await interleaved(rounds, known, unknown)
    return figure('Asking for a reset: known address, against unknown', 'ms', samples, {
      within: 0.05,
    })
  } finally {
    await app.kill()
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
