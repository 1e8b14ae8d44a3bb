/** Watches entries being prepared: how many lie ready, and what happens when one is put there. */
import type { World } from './build-world.ts'

export interface Staging {
  /** Entries that were sealed and laid ready so far. */
  sealed: number
  /** Places that were asked for and not given back. */
  open: number
  /** Called after each entry, with how many there were. */
  each: (sealed: number) => void
}

export function watchStaging(w: World): Staging {
  const watched: Staging = { sealed: 0, open: 0, each: () => {} }
  const store = w.vault as { stage: typeof w.vault.stage }
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
