import type { ElectronApplication } from '@playwright/test'

/** Delay of each answer of main in ms; with LATCHKEY_ANSWERS=`random`, a random time up to it. */
const { LATCHKEY_ANSWERS_AFTER: after = '', LATCHKEY_ANSWERS: how = '' } = process.env

/** `uneven`: some channels answer at once, others late, always decided by their name. */
type How = 'all' | 'random' | 'uneven'

/**
 * Delays every answer of main if the environment says so. This exposes whatever works only because main
 * is quick, in the app or in a test.
 */
export async function slowIfTold(app: ElectronApplication): Promise<void> {
  const ms = Number(after)
  if (ms > 0) await slowAnswers(app, ms, how === 'random' ? how : 'all')
}

/** @param longest milliseconds */
export async function slowAnswers(
  app: ElectronApplication,
  longest: number,
  how: How,
): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, { longest, how }) => {
      type Handler = (...args: unknown[]) => Promise<unknown>
      // Electron has no public access to its handlers.
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, Handler>
      }
      const steps = 5
      const partOf = {
        all: () => 1,
        random: () => Math.random(),
        uneven: (channel: string) => {
          const sum = [...channel].reduce((all, letter) => all + letter.charCodeAt(0), 0)
          return (sum % steps) / (steps - 1)
        },
      }
      const slow =
        (channel: string, handler: Handler): Handler =>
        async (...args) => {
          const answer = await handler(...args)
          await new Promise((done) => setTimeout(done, partOf[how](channel) * longest))
          return answer
        }
      for (const [channel, handler] of handlers) handlers.set(channel, slow(channel, handler))
      // For the handlers that are added later during the start.
      const set = handlers.set.bind(handlers)
      handlers.set = (channel, handler) => set(channel, slow(channel, handler))
    },
    { longest, how },
  )
}
