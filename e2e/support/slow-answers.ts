import type { ElectronApplication } from '@playwright/test'

/** Milliseconds that each answer of main is held back; of a random time up to it, with `random`. */
const { LATCHKEY_ANSWERS_AFTER: after = '', LATCHKEY_ANSWERS: how = '' } = process.env

/** Uneven: some of them at once and some late, but each as ever, by its channel's name. */
type How = 'all' | 'random' | 'uneven'

/**
 * Holds every answer of main back, if the suite is told to: what only works because main is quick, in
 * the app or in a test, then shows.
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
      // Electron keeps no public way to its own handlers.
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
      // Those that the rest of a start brings.
      const set = handlers.set.bind(handlers)
      handlers.set = (channel, handler) => set(channel, slow(channel, handler))
    },
    { longest, how },
  )
}
