import { z } from 'zod/mini'
import { app, nothing, ref } from './channel'
import { entryKinds, kindViews } from './entry-kinds'
import { maxEntryText, maxListWindow, maxNotes, maxTagLength, maxTags, maxUrls } from './limits'
import type {
  Copied,
  EntryDraft,
  EntryList,
  EntryView,
  Generated,
  OneTimeCode,
  VaultOverview,
} from './vault-models'

const text = (max: number) => z.string().check(z.maxLength(max))

const common = {
  title: text(maxEntryText),
  notes: text(maxNotes),
  tags: z.array(text(maxTagLength)).check(z.maxLength(maxTags)),
  favourite: z.boolean(),
}

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('login'),
    ...common,
    username: text(maxEntryText),
    urls: z.array(text(maxEntryText)).check(z.maxLength(maxUrls)),
    /** Null keeps the stored one: the editor needn't know it. */
    password: z.nullable(text(maxEntryText)),
    /** An `otpauth://` address or a base32 secret; empty: none; null keeps the stored one. */
    otp: z.nullable(text(maxEntryText)),
  }),
  z.strictObject({ kind: z.literal('note'), ...common }),
])
export type EntryInput = z.infer<typeof entry>

const query = z.strictObject({
  view: z.enum(['all', 'favourites', ...Object.values(kindViews), 'trash']),
  tag: z.nullable(text(maxTagLength)),
  text: text(200),
  sort: z.enum(['title', 'used', 'changed']),
  offset: z.int().check(z.minimum(0), z.maximum(10_000_000)),
  limit: z.int().check(z.minimum(1), z.maximum(maxListWindow)),
  /** Returns the window that contains this entry instead of `offset`, if the query finds it. */
  near: z.optional(ref),
})
export type EntryQuery = z.infer<typeof query>

/** The fields of an entry that are shown only on request. */
const secretField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password') }),
  z.strictObject({ kind: z.literal('otp-secret') }),
  /** A former password, by its index in `EntryView.history`. */
  z.strictObject({ kind: z.literal('history'), index: z.int().check(z.minimum(0), z.maximum(99)) }),
])
export type SecretField = z.infer<typeof secretField>

const copyField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['password', 'otp-code', 'otp-secret', 'username', 'notes']) }),
  z.strictObject({ kind: z.literal('history'), index: z.int().check(z.minimum(0), z.maximum(99)) }),
  z.strictObject({ kind: z.literal('url'), index: z.int().check(z.minimum(0), z.maximum(99)) }),
])
export type CopyField = z.infer<typeof copyField>

const generator = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('characters'),
    length: z.int().check(z.minimum(8), z.maximum(128)),
    upper: z.boolean(),
    digits: z.boolean(),
    symbols: z.boolean(),
    /** Leaves out characters that are easily confused: 0 O o, 1 l I |. */
    plain: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('words'),
    words: z.int().check(z.minimum(3), z.maximum(12)),
    separator: z.enum([' ', '-', '.', '_']),
    capitals: z.boolean(),
    /** One digit after one of the words, for sites that insist on it. */
    digit: z.boolean(),
  }),
])
export type GeneratorOptions = z.infer<typeof generator>

const ids = z.strictObject({ ids: z.array(ref).check(z.minLength(1), z.maxLength(1000)) })
/** An entry's draft, or with null the draft of a new entry of this kind. */
const draftOf = z.strictObject({ entry: z.nullable(ref), kind: z.enum(entryKinds) })

export const vaultChannels = {
  'vault.overview': app<VaultOverview>()(nothing),
  'vault.list': app<EntryList>()(query),
  'vault.entry': app<EntryView>()(z.strictObject({ id: ref })),
  /** Creates an entry if the id is null. Removes its draft. */
  'vault.save': app<EntryView>()(z.strictObject({ id: z.nullable(ref), entry })),
  'vault.set-favourite': app<null>()(z.strictObject({ id: ref, favourite: z.boolean() })),
  'vault.trash': app<null>()(ids),
  'vault.restore': app<null>()(ids),
  /** Deletes permanently, and only entries in the trash. */
  'vault.delete': app<null>()(ids),
  'vault.empty-trash': app<null>()(nothing),
  /** Permanently deletes entries that don't decrypt at all and so aren't even listed. */
  'vault.delete-damaged': app<null>()(nothing),
  'vault.reveal': app<{ readonly text: string }>()(z.strictObject({ id: ref, field: secretField })),
  /** Main writes to the clipboard: the renderer never sees the text. */
  'vault.copy': app<Copied>()(z.strictObject({ id: ref, field: copyField })),
  'vault.otp': app<OneTimeCode>()(z.strictObject({ id: ref })),
  /** Opens an entry's address in the browser, https and http only. */
  'vault.open-url': app<null>()(
    z.strictObject({ id: ref, index: z.int().check(z.minimum(0), z.maximum(99)) }),
  ),
  'vault.save-draft': app<null>()(z.strictObject({ entry: z.nullable(ref), input: entry })),
  /** Null if there is none. */
  'vault.draft': app<EntryDraft | null>()(draftOf),
  'vault.discard-draft': app<null>()(draftOf),

  'generator.make': app<Generated>()(generator),
  'generator.copy': app<Copied>()(z.strictObject({ text: text(maxEntryText) })),
} as const
