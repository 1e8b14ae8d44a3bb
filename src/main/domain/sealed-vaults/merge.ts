import { trashDays } from '@contract/limits'
import type { EntryDraft } from '@contract/vault-models'
import { inSlices } from '../async'
import { vaultBoxes } from '../crypto/vault-rows'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey, VaultId } from '../ids'
import type { Ports } from '../ports'
import { entryIfWhole, fingerprints } from '../transfer/duplicates'
import { type Draft, draftedEntry, draftName, draftPrefix } from '../vault/drafts'
import { edited, tidied } from '../vault/edited'
import type { OpenVault } from '../vault/open-vault'

const trashMs = trashDays * 24 * 3_600_000

type Needs = Pick<Ports, 'cipher' | 'clock' | 'oneTimeCodes' | 'pause' | 'vault'>

interface Old {
  readonly id: EntryId
  readonly entry: OpenEntry
}

/** What merging a sealed vault into the open one would do. */
interface Merge {
  readonly chosen: readonly Old[]
  readonly duplicates: number
  readonly damaged: number
  /**
   * Adds what is new, with the drafts. Where rows are damaged, all others are taken out of the
   * sealed vault; else the whole of it is the caller's to delete. Within a transaction of theirs.
   * @returns how many drafts became entries of their own, as another edit has their place
   * @throws DomainFailure ENTRY_GONE when they have been merged meanwhile
   */
  write(): number
  /** After that transaction. */
  drop(): void
}

/**
 * Opens a sealed vault's rows and finds those that the open vault has already, the same in every
 * field but dates and use. Works in slices: main goes on meanwhile.
 *
 * @param check called between slices; what it throws ends the work
 */
export async function mergeSealed(
  deps: Needs,
  into: OpenVault,
  from: VaultId,
  key: SecretKey,
  check: () => void,
): Promise<Merge> {
  const { accountId } = into.scope
  const boxes = vaultBoxes(deps.cipher, key, { accountId, vaultId: from })
  const old: Old[] = []
  const bad = new Set<EntryId>()
  await inSlices(
    deps.vault.rows(from),
    deps.pause,
    (row) => {
      const entry = boxes.open(row)
      if (entry) old.push({ id: row.id, entry })
      else bad.add(row.id)
    },
    check,
  )
  const damaged = bad.size
  const drafts = deps.vault
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
    const sealed = deps.vault.record(from, name)
    return sealed && (boxes.openRecord(name, sealed) as Draft | null)
  }

  /** @returns the id of the same one in the open vault, for each */
  async function alreadyThere(entries: readonly OpenEntry[]): Promise<(EntryId | null)[]> {
    const marks = fingerprints(deps.cipher, deps.cipher.newKey())
    const mark = (entry: OpenEntry) => `${marks.of(entry)} ${entry.content.trashedAt !== null}`
    const present = new Map<string, EntryId>()
    await into.opened()
    check()
    // Only what may be the same is opened.
    const titles = new Set(entries.map(({ content }) => content.title))
    const candidates = [...into.index.all()].filter(({ title }) => titles.has(title))
    await inSlices(
      candidates,
      deps.pause,
      ({ id }) => {
        // One that does not open is the same as none: it must not keep a vault sealed.
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
    // Merged by another call meanwhile: not a second time.
    if (deps.vault.count(from) !== old.length + damaged) throw new DomainFailure('ENTRY_GONE')
    prepared.write()
    let ownEntries = 0
    for (const { name, value } of drafts) {
      if (value === null) continue
      const of = draftedEntry(name)
      // It waits with its entry for better days.
      if (of !== null && bad.has(of)) continue
      const movedTo = of && (moved.get(of) ?? null)
      const next = movedTo === null ? name : draftName(movedTo)
      // Its place is taken by an edit that is open here now, or its entry is gone.
      if (into.record(next) !== null || (of !== null && movedTo === null)) {
        const before = old.find(({ id }) => id === of)?.entry ?? null
        into.add([leftDraft(deps, before, value.input)])
        ownEntries += 1
      } else into.setRecord(next, value)
      deps.vault.deleteRecord(from, name)
    }
    if (damaged > 0) deps.vault.delete(from, [...moved.keys()])
    return ownEntries
  }

  return { chosen, duplicates: old.length - chosen.length, damaged, write, drop: prepared.drop }
}

/** What was in the trash when the vault was sealed is not gone the moment it comes back. */
function withTimeInTrash(entry: OpenEntry, now: number): OpenEntry {
  const { trashedAt } = entry.content
  if (trashedAt === null || trashedAt + trashMs > now) return entry
  return { ...entry, content: { ...entry.content, trashedAt: now } }
}

/**
 * An unsaved edit as an entry of its own, where another edit has its place. Nothing of it is lost:
 * a one-time-password secret that cannot be read becomes a line of the notes.
 *
 * @param before the entry that was edited; null for a new one, or where it is gone
 */
function leftDraft(
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
