import type { EntryInput } from '@contract/vault-channels'
import type { EntryView } from '@contract/vault-models'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import { type EntryContent, noSecret, type OpenEntry } from './content'
import { draftName } from './draft-name'
import { replaced } from './history'
import { tidied } from './tidy'
import { entryView } from './view'

type Needs = Pick<Deps, 'clock' | 'oneTimeCodes' | 'transaction' | 'vaults'>

/**
 * Saves an entry, and its draft goes with the same transaction. What is as it was is not written.
 *
 * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED, OTP_INVALID, BAD_REQUEST for another kind
 */
export function saveEntry(deps: Needs) {
  return ({ id, entry: typed }: { id: string | null; entry: EntryInput }): EntryView => {
    const vault = deps.vaults.current()
    const known = id as EntryId | null
    const before = known && vault.entry(known)
    if (before && before.content.kind !== typed.kind) throw new DomainFailure('BAD_REQUEST')
    const next = edited(before, tidied(typed))

    const savedAs = deps.transaction(() => {
      vault.dropRecord(draftName(known))
      if (known === null) return vault.add([next])[0] as EntryId
      if (!same(before, next)) vault.put([{ id: known, entry: next }])
      return known
    })
    return entryView(savedAs, vault.content(savedAs))
  }

  function edited(before: OpenEntry | null, input: EntryInput): OpenEntry {
    const now = deps.clock.now()
    const old = before?.content
    const common = {
      title: input.title,
      notes: input.notes,
      tags: input.tags,
      favourite: input.favourite,
      createdAt: old?.createdAt ?? now,
      changedAt: now,
      usedAt: old?.usedAt ?? null,
      trashedAt: old?.trashedAt ?? null,
    }
    if (input.kind === 'note') {
      return { content: { kind: 'note', ...common }, secret: noSecret }
    }
    const secret = before?.secret ?? noSecret
    const password = input.password ?? secret.password
    const otp = input.otp === null ? secret.otp : readOtp(input.otp)
    const replacedAt = old?.kind === 'login' ? old.replacedAt : []
    const past = replaced({ passwords: secret.history, replacedAt }, secret.password, password, now)
    const content: EntryContent = {
      kind: 'login',
      ...common,
      username: input.username,
      urls: input.urls,
      hasPassword: password !== '',
      hasOtp: otp !== '',
      replacedAt: past.replacedAt,
    }
    return { content, secret: { password, otp, history: past.passwords } }
  }

  function readOtp(typed: string): string {
    if (typed.trim() === '') return ''
    const address = deps.oneTimeCodes.read(typed)
    if (address === null) throw new DomainFailure('OTP_INVALID')
    return address
  }
}

/** Apart from when it was changed. */
function same(a: OpenEntry | null, b: OpenEntry): boolean {
  const comparable = ({ content, secret }: OpenEntry) => {
    const fields = { ...content, ...secret, changedAt: 0 }
    return JSON.stringify(Object.entries(fields).toSorted(([x], [y]) => (x < y ? -1 : 1)))
  }
  return a !== null && comparable(a) === comparable(b)
}
