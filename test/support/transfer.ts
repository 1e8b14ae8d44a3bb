/** Helpers for tests of importing and exporting: what a file brings, what a vault contains. */

import { type PlainEntry, toPlain } from '../../src/main/domain/entry.ts'
import { fixture } from '../fixtures/import/read.ts'
import type { World } from './build-world.ts'

/** Sets the file that the person chooses next. */
export function hand(w: World, name: string, bytes: Uint8Array | string = fixture(name)): void {
  w.desktop.chosen = { name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }
}

/** Chooses and applies a file. */
export async function bring(w: World, name: string, bytes?: Uint8Array | string) {
  hand(w, name, bytes)
  const preview = await w.app.import.choose(undefined)
  if (preview === null) throw new Error('no file was chosen')
  return w.app.import.apply({ ref: preview.ref, duplicates: false })
}

/** Everything in the open vault except ids and the order of rows, which are random. */
export function contents(w: World): readonly PlainEntry[] {
  const entries = [...w.openVault.current().entries()].map(({ entry }) => toPlain(entry))
  const name = (entry: PlainEntry) => JSON.stringify(entry)
  return entries.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
}

export const titles = (w: World): readonly string[] =>
  contents(w)
    .map(({ title }) => title)
    .toSorted()

/** The last file that was saved. */
export function savedFile(w: World): { readonly name: string; readonly bytes: Uint8Array } {
  const file = w.desktop.saved.at(-1)
  if (file === undefined) throw new Error('nothing was saved')
  return file
}
