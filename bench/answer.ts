import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type App, appOn } from '../e2e/support/app.ts'
import { ada, personAt } from '../e2e/support/person.ts'
import { spawnMailServer, type TestMailServer } from '../test/mail-server/index.ts'
import { type Figure, figure, interleaved } from './figure.ts'

const hour = 3_600_000
const day = 24 * hour
const nobody = 'nobody@example.com'

interface Site {
  readonly app: App
  readonly server: TestMailServer
  /** Requests a reset an hour later, when no limit applies any more. @returns milliseconds */
  asksLater(email: string): Promise<number>
}

/**
 * What someone at the screen could measure, for an address with an account against one without: each
 * answer of the forgot-password and sign-in screens, in the real app, timed at main's end of the bridge.
 */
export async function answerTimes(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const server = await spawnMailServer()
  const app = appOn(folder)
  try {
    await personAt(app).isReady(server)
    const asksLater = (email: string) => {
      app.passTime(hour)
      return timeOf(app, 'reset.ask', { email }, null)
    }
    const site = { app, server, asksLater }
    const figures = [await online(site), await throttled(site), await signingIn(site)]
    // The server accepts the connection but says nothing for 10 s.
    await server.setFaults({ bannerDelayMs: 10_000 })
    figures.push(await withoutMail(site, 'while the server is slow'))
    await server.setFaults({ hangUp: true })
    figures.push(await withoutMail(site, 'offline'))
    return figures
  } finally {
    await app.kill()
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * The email is sent after the answer. The next request must not overlap with that work, so it comes
 * after the same pause for both addresses. The pause is longer than an email takes with 0.1 s before
 * each of two greetings.
 */
async function online({ server, asksLater }: Site): Promise<Figure> {
  const settleMs = 500
  const known = async () => {
    const took = await asksLater(ada.email)
    await Promise.all([server.waitForMail(ada.email), pause(settleMs)])
    return took
  }
  const unknown = async () => {
    const took = await asksLater(nobody)
    await pause(settleMs)
    return took
  }
  return measured('Asking for a reset online', 60, known, unknown)
}

/** The second request within a minute, which is refused. */
async function throttled({ app, server, asksLater }: Site): Promise<Figure> {
  await asksLater(ada.email)
  await timeOf(app, 'reset.ask', { email: nobody }, null)
  await server.waitForMail(ada.email)
  await pause(500)
  const again = (email: string) => () => timeOf(app, 'reset.ask', { email }, 'WAIT')
  return measured('Asking again within the minute', 200, again(ada.email), again(nobody))
}

/** Wrong passwords, each a day after the last: any sooner, the backoff would refuse them. */
function signingIn({ app }: Site): Promise<Figure> {
  const password = 'wrong horses walk by quietly'
  const wrong = (email: string) => () => {
    app.passTime(day)
    return timeOf(app, 'account.sign-in', { email, password, remember: false }, 'SIGN_IN_FAILED')
  }
  return measured('Signing in with a wrong password', 60, wrong(ada.email), wrong(nobody))
}

async function withoutMail({ asksLater }: Site, how: string): Promise<Figure> {
  const asked = (email: string) => async () => {
    const took = await asksLater(email)
    await pause(100) // time for the failing attempt to reach the server
    return took
  }
  return measured(`Asking for a reset ${how}`, 150, asked(ada.email), asked(nobody))
}

async function measured(
  name: string,
  rounds: number,
  known: () => Promise<number>,
  unknown: () => Promise<number>,
): Promise<Figure> {
  for (let warm = 0; warm < 4; warm += 1) {
    await known()
    await unknown()
  }
  const all = await interleaved(rounds, known, unknown)
  const samples = { ours: quicker(all.ours), baseline: quicker(all.baseline) }
  return figure(`${name}: known address, against unknown`, 'ms', samples, { within: 0.05 })
}

/** The faster half: other load only ever adds time, and far more than the difference we look for. */
const quicker = (samples: readonly number[]) =>
  samples.toSorted((a, b) => a - b).slice(0, Math.ceil(samples.length / 2))

/** @param failsWith the expected error code, or null for success @returns milliseconds */
async function timeOf(
  app: App,
  channel: string,
  args: object,
  failsWith: string | null,
): Promise<number> {
  const { took, code } = await app.electron.evaluate(
    async ({ ipcMain, webContents }, [name, given]) => {
      // Electron has no public access to its handlers, and a page's clock only resolves 0.1 ms.
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, (event: object, args: object) => Promise<{ code?: string }>>
      }
      const sender = webContents.getAllWebContents().find(({ mainFrame }) => mainFrame !== null)
      const event = { sender, senderFrame: sender?.mainFrame }
      // The debugger may interrupt a task; a page's calls always arrive between two tasks.
      await new Promise((turn) => setImmediate(turn))
      const started = performance.now()
      const answer = await handlers.get(name)?.(event, given)
      return { took: performance.now() - started, code: answer?.code ?? null }
    },
    [channel, args] as const,
  )
  if (code !== failsWith) throw new Error(`${channel} answered ${code}, not ${failsWith}`)
  return took
}
