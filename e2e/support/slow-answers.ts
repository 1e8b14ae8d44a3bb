import type { ElectronApplication } from '@playwright/test'

/** Milliseconds that each answer of main is held back; of a random time up to it, with `random`. */
const { LATCHKEY_ANSWERS_AFTER: after = '', LATCHKEY_ANSWERS: how = '' } = process.env

/**
 * Holds every answer of main back, if the suite is told to: what only works because main is quick, in
 * the app or in a test, then shows.
 */
export async function slowAnswers(app: ElectronApplication): Promise<void> {
  const longest = Number(after)
  if (!(longest > 0)) return
  const options = { longest, random: how === 'random' }
  await app.evaluate(({ ipcMain }, { longest, random }) => {
    type Handler = (...args: unknown[]) => Promise<unknown>
    // Electron keeps no public way to its own handlers.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>
    }
    const slow =
      (handler: Handler): Handler =>
      async (...args) => {
        const answer = await handler(...args)
        const ms = random ? Math.random() * longest : longest
        await new Promise((done) => setTimeout(done, ms))
        return answer
      }
    for (const [channel, handler] of handlers) handlers.set(channel, slow(handler))
    // Those that the rest of a start brings.
    const set = handlers.set.bind(handlers)
    handlers.set = (channel, handler) => set(channel, slow(handler))
  }, options)
}
