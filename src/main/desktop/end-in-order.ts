import type { App } from 'electron'

/** Something that the end of the program waits for. */
export interface LastStep {
  do(): Promise<unknown>
  /** Milliseconds. After so long the end goes on without it. */
  readonly patience: number
}

/**
 * Holds the end of the program back, once, until each step is done, fails, or is given up. The
 * windows are closed by then.
 *
 * @returns whether the steps are under way or done
 */
export function endInOrder(
  app: Pick<App, 'on' | 'quit'>,
  steps: readonly LastStep[],
): () => boolean {
  let state: 'before' | 'now' | 'done' = 'before'

  async function end(): Promise<void> {
    for (const step of steps) await within(step)
    state = 'done'
    // Not within the event: Electron would take it for the quit that is being held back.
    setImmediate(() => app.quit())
  }

  app.on('will-quit', (event) => {
    if (state === 'done') return
    event.preventDefault()
    if (state === 'now') return
    state = 'now'
    void end()
  })
  return () => state !== 'before'
}

async function within(step: LastStep): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, step.patience)
  })
  const work = async () => step.do()
  await Promise.race([work().catch(() => {}), late])
  clearTimeout(timer)
}
