/** What JavaScript still reaches. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'

/** Off the heap, or it would be found itself. */
export type Needle = Buffer

/** @returns of each text whether an object that is reached holds it; garbage is collected before */
export function areReached(needles: readonly Needle[], folder: string): readonly boolean[] {
  const snapshot = readFileSync(writeHeapSnapshot(join(folder, 'heap.heapsnapshot')))
  return needles.map((needle) => snapshot.includes(needle))
}
