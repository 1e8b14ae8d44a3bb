import type { Deps } from '../deps'
import type { SecretKey } from '../ids'
import type { OpenEntry } from '../vault/content'
import type { LastImport } from '../vault/last-import'
import { type Fingerprints, fingerprints } from './fingerprint'
import { inSlices } from './slices'

/** Sealed in the vault, beside the entries: what an import added, and as what. */
export interface ImportRecord extends LastImport {
  /** Beside `ids`: the fingerprint of each. */
  readonly marks: readonly string[]
}

/** Sealed with the vault's key, the marks need no key of their own. */
export const recordMarks = (deps: Pick<Deps, 'cipher'>): Fingerprints =>
  fingerprints(
    deps.cipher,
    new TextEncoder().encode('latchkey/import/v1') as Uint8Array as SecretKey,
  )

/** @returns all but the ids, which the entries do not have yet */
export async function importRecord(
  deps: Pick<Deps, 'cipher' | 'clock' | 'pause'>,
  entries: readonly OpenEntry[],
  check: () => void,
): Promise<Omit<ImportRecord, 'ids'>> {
  const marks: string[] = []
  const { of } = recordMarks(deps)
  await inSlices(entries, deps.pause, (entry) => void marks.push(of(entry)), check)
  return { at: deps.clock.now(), marks }
}
