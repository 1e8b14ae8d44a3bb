import { trashDays } from '@contract/limits'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey, VaultId } from '../ids'
import { inSlices } from '../transfer/slices'
import type { OpenEntry } from '../vault/content'
import { draftedEntry, draftName, draftPrefix } from '../vault/draft-name'
import type { OpenVault } from '../vault/open-vault'
import { vaultBoxes } from '../vault/rows'

const trashMs = trashDays * 24 * 3_600_000

type Needs = Pick<Deps, 'cipher' | 'clock' | 'pause' | 'vault'>

interface Old {
  readonly id: EntryId
  readonly entry: OpenEntry
}

/** What merging a sealed vault into the open one would do. */
export interface Merge {
  readonly chosen: readonly Old[]
  readonly duplicates: number
  readonly damaged: number
  /**
   * Adds what is new, with the drafts. Where rows are damaged, all others are taken out of the
   * sealed vault; else the whole of it is the caller's to delete. Within a transaction of theirs.
   * @throws DomainFailure ENTRY_GONE when they have been merged meanwhile
   */
  write(): void
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
  let damaged = 0
  await inSlices(
    deps.vault.rows(from),
    deps.pause,
    (row) => {
      const entry = boxes.open(row)
      if (entry) old.push({ id: row.id, entry })
      else damaged += 1
    },
    check,
  )
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

  function readDraft(name: string): unknown {
    const sealed = deps.vault.record(from, name)
    return sealed && boxes.openRecord(name, sealed)
  }

  /** @returns the id of the same one in the open vault, for each */
  async function alreadyThere(entries: readonly OpenEntry[]): Promise<(EntryId | null)[]> {
    const macKey = deps.cipher.newKey()
    const mark = (entry: OpenEntry) => deps.cipher.mac(macKey, JSON.stringify(identity(entry)))
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
        const row = deps.vault.row(into.scope.vaultId, id)
        if (row) present.set(mark(into.entry(id)), id)
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

  function write(): void {
    // Merged by another call meanwhile: not a second time.
    if (deps.vault.count(from) !== old.length + damaged) throw new DomainFailure('ENTRY_GONE')
    prepared.write()
    for (const { name, value } of drafts) {
      const entry = draftedEntry(name)
      const movedTo = entry && (moved.get(entry) ?? null)
      const next = draftName(movedTo)
      if (value === null || (entry !== null && movedTo === null)) continue
      // An edit that is open here now is the newer one.
      if (into.record(next) === null) into.setRecord(next, value)
      deps.vault.deleteRecord(from, name)
    }
    if (damaged > 0) deps.vault.delete(from, [...moved.keys()])
  }

  return { chosen, duplicates: old.length - chosen.length, damaged, write, drop: prepared.drop }
}

/** All that its person put into it. */
function identity({ content, secret }: OpenEntry): readonly unknown[] {
  const { kind, title, notes, tags, favourite, trashedAt } = content
  const common = [kind, title, notes, tags, favourite, trashedAt !== null]
  if (content.kind === 'note') return common
  return [...common, content.username, content.urls, secret.password, secret.otp, secret.history]
}

/** What was in the trash when the vault was sealed is not gone the moment it comes back. */
function withTimeInTrash(entry: OpenEntry, now: number): OpenEntry {
  const { trashedAt } = entry.content
  if (trashedAt === null || trashedAt + trashMs > now) return entry
  return { ...entry, content: { ...entry.content, trashedAt: now } }
}
