import { byKind } from '@contract/entry-kinds'
import { inSlices } from '../async'
import type { EntryContent, OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey } from '../ids'
import type { Cipher, Ports } from '../ports'
import type { OpenVault } from '../vault/open-vault'

/** @returns null if the entry is gone by now, or doesn't decrypt */
export function entryIfWhole(vault: OpenVault, id: EntryId): OpenEntry | null {
  try {
    return vault.entry(id)
  } catch (error) {
    const code = error instanceof DomainFailure ? error.code : null
    if (code === 'ENTRY_GONE' || code === 'ENTRY_DAMAGED') return null
    throw error
  }
}

type Needs = Pick<Ports, 'cipher' | 'pause'>

/**
 * Finds out which entries the vault already has, or which came earlier in the same list.
 *
 * An entry in the trash counts as gone: only another trashed entry can be its duplicate.
 *
 * @param check called between slices of the work; if it throws, the work ends
 * @returns one answer per entry, in the same order
 */
export async function findDuplicates(
  deps: Needs,
  vault: OpenVault,
  entries: readonly OpenEntry[],
  check: () => void,
): Promise<readonly boolean[]> {
  const marks = fingerprints(deps.cipher, deps.cipher.newKey())
  const kept = new Set<string>()
  const trashed = new Set<string>()
  const seen = (entry: OpenEntry) => {
    const mark = marks.of(entry)
    const inTrash = entry.content.trashedAt !== null
    const known = kept.has(mark) || (inTrash && trashed.has(mark))
    if (inTrash) trashed.add(mark)
    else kept.add(mark)
    return known
  }

  await vault.opened()
  check()
  const titles = new Set(entries.map(({ content }) => content.title))
  // Decrypts only entries that may be the same: a small file must not decrypt a large vault.
  const candidates = [...vault.index.all()].filter(({ title }) => titles.has(title))
  await inSlices(
    candidates,
    deps.pause,
    ({ id }) => {
      const entry = entryIfWhole(vault, id)
      if (entry !== null) seen(entry)
    },
    check,
  )

  const found: boolean[] = []
  await inSlices(entries, deps.pause, (entry) => void found.push(seen(entry)), check)
  return found
}

/** 128 bits of an HMAC, as base64url: no two entries share it by chance. */
const length = 22

/** Identifies entries by their contents without storing the contents. */
export interface Fingerprints {
  /**
   * The same for entries that agree in everything a person enters, former passwords included.
   * Dates, use and trash don't count.
   */
  of(entry: OpenEntry): string
}

/** @param key new for each use, or stored where no one else can read it */
export function fingerprints(cipher: Pick<Cipher, 'mac'>, key: SecretKey): Fingerprints {
  return { of: (entry) => cipher.mac(key, JSON.stringify(identity(entry))).slice(0, length) }
}

function identity({ content, secret }: OpenEntry): readonly unknown[] {
  const { kind, title, notes, tags, favourite } = content
  const own = byKind<EntryContent, readonly unknown[]>(content, {
    login: ({ username, urls }) => [username, urls, secret.password, secret.otp, secret.history],
    note: () => [],
  })
  return [kind, title, notes, tags, favourite, ...own]
}
