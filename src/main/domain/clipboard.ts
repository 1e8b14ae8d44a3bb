import type { Copied } from '@contract/vault-models'
import type { Clipboard, Clock, Later, Log } from './ports'

const clearAfterMs = 30_000

/** Copies what should not stay on the clipboard. */
export interface Copier {
  copy(text: string): Copied
  /**
   * Clears now what would be cleared later: at a lock, at the end. A clipboard that cannot be read
   * is left alone: the call rejects.
   */
  clear(): Promise<void>
}

/** The clipboard is cleared only if it still holds our text: what a person copied since is theirs. */
export function copier(deps: {
  readonly clock: Clock
  readonly clipboard: Clipboard
  readonly later: Later
  readonly log: Log
}): Copier {
  let copied: string | null = null
  let cancel = () => {}

  async function clear(): Promise<void> {
    cancel()
    const ours = copied
    copied = null
    if (ours !== null && (await deps.clipboard.read()) === ours) deps.clipboard.clear()
  }

  return {
    clear,
    copy(text) {
      cancel()
      deps.clipboard.write(text)
      copied = text
      const failed = (error: unknown) => deps.log.error('clipboard', error)
      cancel = deps.later(() => void clear().catch(failed), clearAfterMs)
      return { clearsAt: deps.clock.now() + clearAfterMs }
    },
  }
}
