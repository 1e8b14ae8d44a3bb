/** What JavaScript still reaches. */
import { getHeapSnapshot } from 'node:v8'

/** Off the heap, or it would be found itself. */
export type Needle = Buffer

/** @returns whether an object that is reached holds the text; garbage is collected before */
export async function isReached(needle: Needle): Promise<boolean> {
  const chunks: Buffer[] = []
  for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk as Buffer))
  return Buffer.concat(chunks).includes(needle)
}
