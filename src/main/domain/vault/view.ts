import type { EntryView } from '@contract/vault-models'
import type { EntryId } from '../ids'
import type { EntryContent } from './content'

/** What a person sees of an entry before they ask for a secret. */
export function entryView(id: EntryId, content: EntryContent): EntryView {
  if (content.kind === 'note') return { id, ...content }
  const { replacedAt, ...shown } = content
  return { id, ...shown, history: replacedAt.map((at) => ({ replacedAt: at })) }
}
