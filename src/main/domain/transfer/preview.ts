import type { ImportPreview } from '@contract/transfer-models'
import type { Deps } from '../deps'
import type { EntryId } from '../ids'
import { listed, summary } from '../vault/listed'
import { findDuplicates } from './duplicates'
import type { ReadEntries } from './formats'
import type { Pending } from './pending'

/** Enough to see that the columns are the right ones. */
const sampleSize = 8

type Needs = Pick<Deps, 'cipher' | 'pause' | 'vaults'>

/** @param check called between slices of the work; what it throws ends it */
export async function previewOf(
  deps: Needs,
  { ref, file, read }: Pending,
  check: () => void,
): Promise<ImportPreview> {
  const named = { ref, fileName: file.name }
  if (read.kind === 'entries') return { ...named, ...(await opened(deps, read, check)) }
  const nothing = { entries: 0, duplicates: 0, sample: [], issues: [], moreIssues: 0 }
  if (read.kind === 'envelope') {
    const password = read.protection.kind === 'password'
    const locked = { password, code: !password, email: false }
    return { ...named, format: 'latchkey-encrypted', locked, ...nothing }
  }
  const { accounts } = read
  const code = accounts.some(({ vaults }) => vaults.some((one) => one.recoveryWrap !== null))
  const locked = { password: true, code, email: accounts.length > 1 }
  return { ...named, format: 'latchkey-database', locked, ...nothing }
}

async function opened(deps: Needs, read: ReadEntries, check: () => void) {
  const { format, entries, issues, moreIssues } = read
  const found = await findDuplicates(deps, deps.vaults.current(), entries, check)
  return {
    format,
    locked: null,
    entries: entries.length,
    duplicates: found.filter(Boolean).length,
    // They have no ids yet: their places do.
    sample: entries
      .slice(0, sampleSize)
      .map(({ content }, place) => summary(listed(`${place}` as EntryId, 0, content))),
    issues,
    moreIssues,
  }
}
