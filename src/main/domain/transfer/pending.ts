import type { ImportPreview } from '@contract/transfer-models'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { ImportFile, ReadEntries, ReadFile } from '../ports/transfer'
import type { Sessions } from '../session'
import { listed, summary } from '../vault/listed'
import type { Vaults } from '../vault/open-vault'
import { findDuplicates } from './duplicates'

/** A chosen file: read, or still to be opened. */
export interface Pending {
  readonly ref: string
  readonly file: ImportFile
  readonly read: ReadFile
}

/** The one file to be imported, in memory only. Dropped when the session ends or locks. */
interface PendingImport {
  keep(file: ImportFile, read: ReadFile): Pending
  /** @throws DomainFailure IMPORT_GONE */
  get(ref: string): Pending
  /** Stores the opened file's entries; its bytes are no longer needed. */
  replace(ref: string, read: ReadEntries): Pending
  /** Like `get`, but removes it: of two simultaneous calls only one does the work. */
  take(ref: string): Pending
  /** Puts it back after the work has failed, unless another file has been chosen. */
  giveBack(taken: Pending): void
  /** @param ref drops only that one */
  drop(ref?: string): void
}

export function pendingImport(
  deps: Pick<Ports, 'random'> & { readonly sessions: Sessions },
): PendingImport {
  let pending: Pending | null = null
  deps.sessions.onEnd(() => {
    pending = null
  })

  function get(ref: string): Pending {
    if (pending?.ref !== ref) throw new DomainFailure('IMPORT_GONE')
    return pending
  }

  return {
    get,
    keep(file, read) {
      const needed = read.kind === 'database' ? file : { name: file.name, bytes: new Uint8Array() }
      pending = { ref: deps.random.id(), file: needed, read }
      return pending
    },
    replace(ref, read) {
      const { file } = get(ref)
      pending = { ref, file: { name: file.name, bytes: new Uint8Array() }, read }
      return pending
    },
    take(ref) {
      const taken = get(ref)
      pending = null
      return taken
    },
    giveBack(taken) {
      pending ??= taken
    },
    drop(ref) {
      if (ref === undefined || ref === pending?.ref) pending = null
    },
  }
}

/** Enough to see that the columns are correct. */
const sampleSize = 8

type Needs = Pick<Ports, 'cipher' | 'pause'> & { readonly openVault: Vaults }

/** @param check called between slices of the work; if it throws, the work ends */
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
  const found = await findDuplicates(deps, deps.openVault.current(), entries, check)
  return {
    format,
    locked: null,
    entries: entries.length,
    duplicates: found.filter(Boolean).length,
    // They have no ids yet, so their indexes are used.
    sample: entries
      .slice(0, sampleSize)
      .map(({ content }, place) => summary(listed(`${place}` as EntryId, 0, content))),
    issues,
    moreIssues,
  }
}
