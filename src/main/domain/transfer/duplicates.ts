import type { Deps } from '../deps'
import type { OpenEntry } from '../vault/content'
import type { OpenVault } from '../vault/open-vault'
import { entryIfWhole } from './entry-if-whole'
import { fingerprints } from './fingerprint'
import { inSlices } from './slices'

type Needs = Pick<Deps, 'cipher' | 'pause'>

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
