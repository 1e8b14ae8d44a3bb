import type { EntryInput } from '@contract/vault-channels'
import type { EntryView } from '@contract/vault-models'
import type { EntryContent, OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import { draftName, newDraftName } from './drafts'
import { edited, tidied } from './edited'
import type { Vaults } from './open-vault'

type Needs = Pick<Ports, 'clock' | 'oneTimeCodes' | 'transaction'> & { readonly openVault: Vaults }

/**
 * Saves an entry and deletes its draft, in one transaction. An unchanged entry is not written.
 *
 * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED, OTP_INVALID, BAD_REQUEST for another kind
 */
export function saveEntry(deps: Needs) {
  return ({ id, entry: typed }: { id: string | null; entry: EntryInput }): EntryView => {
    const vault = deps.openVault.current()
    const known = id as EntryId | null
    const before = known && vault.entry(known)
    if (before && before.content.kind !== typed.kind) throw new DomainFailure('BAD_REQUEST')
    const next = edited(before, tidied(typed), deps.clock.now(), readOtp)

    const savedAs = deps.transaction(() => {
      vault.dropRecord(known === null ? newDraftName(typed.kind) : draftName(known))
      if (known === null) return vault.add([next])[0] as EntryId
      if (!same(before, next)) vault.put([{ id: known, entry: next }])
      return known
    })
    return entryView(savedAs, vault.content(savedAs))
  }

  function readOtp(typed: string): string {
    if (typed.trim() === '') return ''
    const address = deps.oneTimeCodes.read(typed)
    if (address === null) throw new DomainFailure('OTP_INVALID')
    return address
  }
}

/** Ignores when it was changed. */
function same(a: OpenEntry | null, b: OpenEntry): boolean {
  const comparable = ({ content, secret }: OpenEntry) => {
    const fields = { ...content, ...secret, changedAt: 0 }
    return JSON.stringify(Object.entries(fields).toSorted(([x], [y]) => (x < y ? -1 : 1)))
  }
  return a !== null && comparable(a) === comparable(b)
}

/** What a person sees of an entry before they reveal a secret. */
export function entryView(id: EntryId, content: EntryContent): EntryView {
  if (content.kind === 'note') return { id, ...content }
  const { replacedAt, ...shown } = content
  return { id, ...shown, history: replacedAt.map((at) => ({ replacedAt: at })) }
}
