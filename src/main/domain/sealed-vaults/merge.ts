import { trashMs } from '@contract/limits'
import type { EntryDraft } from '@contract/vault-models'
import { inSlices } from '../async'
import { vaultCiphers } from '../crypto/vault-ciphers'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey, VaultId } from '../ids'
import type { Ports } from '../ports'
import { entryIfWhole, fingerprints } from '../transfer/duplicates'
import { type Draft, draftedEntry, draftName, draftPrefix } from '../vault/drafts'
import { edited, tidied } from '../vault/edited'
import type { OpenVault } from '../vault/open-vault'

type Needs = Pick<Ports, 'cipher' | 'clock' | 'oneTimeCodes' | 'pause' | 'vaultRows'>

interface Old {
  readonly id: EntryId
  readonly entry: OpenEntry
}

/** The plan for merging a sealed vault into the open one. */
interface Merge {
  readonly chosen: readonly Old[]
  readonly duplicates: number
  readonly damaged: number
  /**
   * Adds the new entries and the drafts. If rows are damaged, removes all others from the sealed
   * vault; otherwise the caller must delete the vault. Call it in a transaction.
   * @returns how many drafts became entries because their place was taken or their entry is gone
   * @throws DomainFailure ENTRY_GONE if they have been merged in the meantime
   */
  write(): number
  /** Call it after that transaction. */
  drop(): void
}

/**
 * Decrypts a sealed vault's rows and finds those that the open vault already has, the same in every
 * field but dates and use. Works in slices, so that main keeps running.
 *
 * @param check called between slices; if it throws, the work ends
 */
export async function mergeSealed(
  deps: Needs,
  into: OpenVault,
  from: VaultId,
  key: SecretKey,
  check: () => void,
): Promise<Merge> {
  const { accountId } = into.scope
  const ciphers = vaultCiphers(deps.cipher, key, { accountId, vaultId: from })
  const old: Old[] = []
  const bad = new Set<EntryId>()
  await inSlices(
    deps.vaultRows.rows(from),
    deps.pause,
    (row) => {
      const entry = ciphers.decrypt(row)
      if (entry) old.push({ id: row.id, entry })
      else bad.add(row.id)
    },
    check,
  )
  const damaged = bad.size
  const drafts = deps.vaultRows
    .recordNames(from)
    .filter((name) => name.startsWith(draftPrefix))
    .map((name) => ({ name, value: readDraft(name) }))
  const known = await alreadyThere(old.map(({ entry }) => entry))
  const chosen = old.filter((_, place) => known[place] === null)
  const now = deps.clock.now()
  const prepared = await into.prepare(
    chosen.map(({ entry }) => ({ entry: withTimeInTrash(entry, now) })),
  )
  const moved = new Map(old.map(({ id }, place) => [id, known[place] ?? null]))
  for (const [place, { id }] of chosen.entries()) moved.set(id, prepared.ids[place] ?? null)

  function readDraft(name: string): Draft | null {
    const sealed = deps.vaultRows.record(from, name)
    return sealed && (ciphers.decryptRecord(name, sealed) as Draft | null)
  }

  /** @returns for each entry the id of the same one in the open vault, or null */
  async function alreadyThere(entries: readonly OpenEntry[]): Promise<(EntryId | null)[]> {
    const marks = fingerprints(deps.cipher, deps.cipher.newKey())
    const mark = (entry: OpenEntry) => `${marks.of(entry)} ${entry.content.trashedAt !== null}`
    const present = new Map<string, EntryId>()
    await into.opened()
    check()
    // Decrypts only entries that may be the same.
    const titles = new Set(entries.map(({ content }) => content.title))
    const candidates = [...into.index.all()].filter(({ title }) => titles.has(title))
    await inSlices(
      candidates,
      deps.pause,
      ({ id }) => {
        // One that doesn't decrypt can't be compared, and must not prevent the reopening.
        const entry = entryIfWhole(into, id)
        if (entry !== null) present.set(mark(entry), id)
      },
      check,
    )
    const found: (EntryId | null)[] = []
    await inSlices(
      entries,
      deps.pause,
      (entry) => void found.push(present.get(mark(entry)) ?? null),
      check,
    )
    return found
  }

  function write(): number {
    // Another call has merged them in the meantime.
    if (deps.vaultRows.count(from) !== old.length + damaged) throw new DomainFailure('ENTRY_GONE')
    prepared.write()
    let ownEntries = 0
    for (const { name, value } of drafts) {
      if (value === null) continue
      const of = draftedEntry(name)
      // Its entry doesn't decrypt and stays in the sealed vault: so does the draft.
      if (of !== null && bad.has(of)) continue
      const movedTo = of && (moved.get(of) ?? null)
      const next = movedTo === null ? name : draftName(movedTo)
      // Another draft has its place, or its entry is gone.
      if (into.record(next) !== null || (of !== null && movedTo === null)) {
        const before = old.find(({ id }) => id === of)?.entry ?? null
        into.add([entryFromDraft(deps, before, value.input)])
        ownEntries += 1
      } else into.setRecord(next, value)
      deps.vaultRows.deleteRecord(from, name)
    }
    if (damaged > 0) deps.vaultRows.delete(from, [...moved.keys()])
    return ownEntries
  }

  return { chosen, duplicates: old.length - chosen.length, damaged, write, drop: prepared.drop }
}

/** Entries whose time in the trash ended while the vault was sealed get that time again. */
function withTimeInTrash(entry: OpenEntry, now: number): OpenEntry {
  const { trashedAt } = entry.content
  if (trashedAt === null || trashedAt + trashMs > now) return entry
  return { ...entry, content: { ...entry.content, trashedAt: now } }
}

/**
 * Turns a draft into an entry if another draft has its place. Nothing is lost: a one-time-password
 * secret that can't be read becomes a line of the notes.
 *
 * @param before the entry that was edited; null for a new one, or if it is gone
 */
function entryFromDraft(
  { clock, oneTimeCodes }: Pick<Ports, 'clock' | 'oneTimeCodes'>,
  before: OpenEntry | null,
  input: EntryDraft,
): OpenEntry {
  const unread: string[] = []
  const entry = edited(before, tidied(input), clock.now(), (typed) => {
    if (typed.trim() === '') return ''
    const address = oneTimeCodes.read(typed)
    if (address === null) unread.push(`OTP: ${typed}`)
    return address ?? ''
  })
  const notes = [entry.content.notes, ...unread].filter(Boolean).join('\n')
  return { ...entry, content: { ...entry.content, notes, trashedAt: null } }
}
