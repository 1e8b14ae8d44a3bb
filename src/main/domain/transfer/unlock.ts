import type { ChannelArgs } from '@contract/channels'
import type { ImportIssue } from '@contract/transfer-models'
import { inSlices } from '../async'
import type { UnlockMethods } from '../crypto/unlock-methods'
import { vaultCiphers } from '../crypto/vault-ciphers'
import { emailKey, parseEmail } from '../email-address'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import type { VaultWraps } from '../model'
import type { Ports } from '../ports'
import type { DatabaseAccount, ImportFile, ReadEntries, ReadFile } from '../ports/transfer'
import type { Pending } from './pending'
import { exportContext, keyOf } from './protection'

type Needs = Pick<Ports, 'cipher' | 'clock' | 'importReaders' | 'kdf' | 'pause'> & {
  readonly unlockMethods: UnlockMethods
}
type Args = Pick<ChannelArgs<'import.unlock'>, 'email' | 'by'>

/**
 * Opens a file of ours. By password: one Argon2id run, or for a database one for each vault that
 * may be meant.
 *
 * @param check called between steps; if it throws, the work ends
 * @throws DomainFailure WAY_IN_WRONG, FILE_DAMAGED
 */
export function unlockFile(deps: Needs) {
  return async ({ file, read }: Pending, args: Args, check: () => void): Promise<ReadEntries> => {
    if (read.kind === 'entries') return read
    return read.kind === 'envelope'
      ? openEnvelope(read, args, check)
      : openDatabase(file, read.accounts, args, check)
  }

  async function openEnvelope(
    { protection, ciphertext }: ReadFile & { kind: 'envelope' },
    { by }: Args,
    check: () => void,
  ): Promise<ReadEntries> {
    const key = await keyOf(deps, protection, by)
    if (key === null) throw new DomainFailure('WAY_IN_WRONG')
    const bytes = wiping(key, () => {
      check()
      return deps.cipher.decrypt(key, exportContext(protection), ciphertext)
    })
    if (bytes === null) throw new DomainFailure('WAY_IN_WRONG')
    try {
      const payload = { name: '', bytes }
      const read = await deps.importReaders.read(payload, deps.clock.now())
      if (read.kind !== 'entries') throw new DomainFailure('FILE_DAMAGED')
      return { ...read, format: 'latchkey-encrypted' }
    } finally {
      bytes.fill(0)
    }
  }

  async function openDatabase(
    file: ImportFile,
    accounts: readonly DatabaseAccount[],
    { email, by }: Args,
    check: () => void,
  ): Promise<ReadEntries> {
    for (const wraps of candidates(accounts, email)) {
      const key = await deps.unlockMethods.open(wraps, by)
      if (key === null) {
        check()
        continue
      }
      try {
        check()
        return await openRows(file, wraps, key, check)
      } finally {
        key.fill(0)
      }
    }
    throw new DomainFailure('WAY_IN_WRONG')
  }

  async function openRows(
    file: ImportFile,
    wraps: VaultWraps,
    key: SecretKey,
    check: () => void,
  ): Promise<ReadEntries> {
    const rows = await deps.importReaders.rows(file, wraps.vaultId)
    const ciphers = vaultCiphers(deps.cipher, key, wraps)
    const entries: OpenEntry[] = []
    const issues: ImportIssue[] = []
    let row = 0
    await inSlices(
      rows,
      deps.pause,
      (encrypted) => {
        row += 1
        const entry = ciphers.decrypt(encrypted)
        if (entry) entries.push(entry)
        else issues.push({ row, column: null, code: 'entry_damaged', rowLeftOut: true })
        if (entry?.content.trashedAt) issues.push(inTrash(row))
      },
      check,
    )
    const listed = issues.slice(0, listedIssues)
    const moreIssues = issues.length - listed.length
    return { kind: 'entries', format: 'latchkey-database', entries, issues: listed, moreIssues }
  }
}

function wiping<T>(key: SecretKey, work: () => T): T {
  try {
    return work()
  } finally {
    key.fill(0)
  }
}

const listedIssues = 100

const inTrash = (row: number): ImportIssue => ({
  row,
  column: null,
  code: 'in_trash',
  rowLeftOut: false,
})

/** The vaults of the accounts with that address; without an address, those of the only account. */
function candidates(
  accounts: readonly DatabaseAccount[],
  typed: string | null,
): readonly VaultWraps[] {
  const email = typed === null ? null : parseEmail(typed)
  const asked = accounts.filter((one) =>
    email === null ? typed === null && accounts.length === 1 : sameAddress(one.email, email),
  )
  return asked.flatMap(({ vaults }) => vaults)
}

const sameAddress = (a: Parameters<typeof emailKey>[0], b: typeof a) => emailKey(a) === emailKey(b)
