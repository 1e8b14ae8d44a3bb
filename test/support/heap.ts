/** What JavaScript can still reach. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'

/** Outside the heap, because otherwise the needle itself would be found. */
export type Needle = Buffer

/** @returns for each text whether a reachable object contains it; garbage is collected first */
export function areReached(needles: readonly Needle[], folder: string): readonly boolean[] {
  const snapshot = readFileSync(writeHeapSnapshot(join(folder, 'heap.heapsnapshot')))
  return needles.map((needle) => snapshot.includes(needle))
}
