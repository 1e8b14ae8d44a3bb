/** Watches entries being staged: how many are ready, and what happens when one is added. */
import type { World } from './build-world.ts'

export interface Staging {
  /** Entries that were encrypted and staged so far. */
  sealed: number
  /** Staging areas that were requested and not dropped. */
  open: number
  /** Called after each entry, with the number so far. */
  each: (sealed: number) => void
}

export function watchStaging(w: World): Staging {
  const watched: Staging = { sealed: 0, open: 0, each: () => {} }
  const store = w.vaultRows as { stage: typeof w.vaultRows.stage }
  const { stage } = store
  store.stage = () => {
    const staged = stage()
    let dropped = false
    watched.open += 1
    return {
      ...staged,
      put(row) {
        staged.put(row)
        watched.sealed += 1
        watched.each(watched.sealed)
      },
      drop() {
        staged.drop()
        if (!dropped) watched.open -= 1
        dropped = true
      },
    }
  }
  return watched
}
