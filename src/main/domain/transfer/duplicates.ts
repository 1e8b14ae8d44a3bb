import { inSlices } from '../async'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey } from '../ids'
import type { Cipher, Ports } from '../ports'
import type { OpenVault } from '../vault/open-vault'

/** @returns null for an entry that is gone meanwhile, or does not open */
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
 * Which of these are in the vault already, or came earlier among themselves.
 *
 * What lies in the trash is as good as gone: only another one that is trashed is the same as it.
 *
 * @param check called between slices of the work; what it throws ends it
 * @returns one answer an entry, in their order
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
  // Only what may be the same is opened: a large vault is not, for a small file.
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

/** 128 bits of an HMAC, as base64url: no two entries share one by chance. */
const length = 22

/** Names entries by what is in them, without keeping what is in them. */
export interface Fingerprints {
  /**
   * The same for entries that are the same in everything that a person puts into them, passwords of
   * before included. Dates, use and the trash do not count.
   */
  of(entry: OpenEntry): string
}

/** @param key fresh for each use, or kept where no one else reads it */
export function fingerprints(cipher: Pick<Cipher, 'mac'>, key: SecretKey): Fingerprints {
  return { of: (entry) => cipher.mac(key, JSON.stringify(identity(entry))).slice(0, length) }
}

function identity({ content, secret }: OpenEntry): readonly unknown[] {
  const { kind, title, notes, tags, favourite } = content
  const common = [kind, title, notes, tags, favourite]
  if (content.kind === 'note') return common
  return [...common, content.username, content.urls, secret.password, secret.otp, secret.history]
}
