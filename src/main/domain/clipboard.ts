import type { Copied } from '@contract/vault-models'
import type { Clipboard, Clock, Later, Log } from './ports'

const clearAfterMs = 30_000

export type Copier = ReturnType<typeof copier>

/**
 * Copies text that shouldn't stay on the clipboard.
 *
 * Clears the clipboard only if it still holds our text: anything copied since belongs to the person.
 */
export function copier(deps: {
  readonly clock: Clock
  readonly clipboard: Clipboard
  readonly later: Later
  readonly log: Log
}) {
  let copied: string | null = null
  let cancel = () => {}

  /**
   * Clears the clipboard now instead of later: at a lock, or when the app closes. Rejects if the
   * clipboard can't be read, and then leaves it alone.
   */
  async function clear(): Promise<void> {
    cancel()
    const ours = copied
    copied = null
    if (ours !== null && (await deps.clipboard.read()) === ours) deps.clipboard.clear()
  }

  return {
    clear,
    copy(text: string): Copied {
      cancel()
      deps.clipboard.write(text)
      copied = text
      const failed = (error: unknown) => deps.log.error('clipboard', error)
      cancel = deps.later(() => void clear().catch(failed), clearAfterMs)
      return { clearsAt: deps.clock.now() + clearAfterMs }
    },
  }
}
