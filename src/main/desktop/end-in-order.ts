import type { App } from 'electron'

/** A step that quitting waits for. */
export interface LastStep {
  do(): Promise<unknown>
  /** Milliseconds, after which quitting continues without this step. */
  readonly limitMs: number
}

/**
 * Delays quitting, once, until each step is done, has failed, or has timed out. The windows are already
 * closed by then.
 *
 * @returns whether the steps have begun
 */
export function endInOrder(
  app: Pick<App, 'on' | 'quit'>,
  steps: readonly LastStep[],
): () => boolean {
  let state: 'before' | 'now' | 'done' = 'before'

  async function end(): Promise<void> {
    for (const step of steps) await within(step)
    state = 'done'
    // Not during the event: Electron would take it for the quit that is being prevented.
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
    timer = setTimeout(done, step.limitMs)
  })
  const work = async () => step.do()
  await Promise.race([work().catch(() => {}), late])
  clearTimeout(timer)
}
