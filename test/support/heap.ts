/** What JavaScript still reaches. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'

/** Off the heap, or it would be found itself. */
export type Needle = Buffer

/** @returns whether an object that is reached holds the text; garbage is collected before */
export function isReached(needle: Needle, folder: string): boolean {
  return readFileSync(writeHeapSnapshot(join(folder, 'heap.heapsnapshot'))).includes(needle)
}
