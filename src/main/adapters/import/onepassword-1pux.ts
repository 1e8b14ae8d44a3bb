import { z } from 'zod/mini'
import { DomainFailure } from '../../domain/failure'
import type { ReadEntries } from '../../domain/ports/transfer'
import { type Collector, collector } from './draft'
import { archivedTag } from './onepassword-csv'
import { isAttachment, sectionFields } from './onepassword-fields'
import { timeOf } from './times'

const text = z.nullish(z.string())
const list = <T>(item: z.ZodMiniType<T>) => z.nullish(z.array(item))

const anything = z.optional(z.unknown())

const loginField = z.object({ value: anything, name: text, designation: text })
const section = z.object({
  title: text,
  fields: list(z.object({ title: text, id: text, value: anything })),
})
export type Section = z.infer<typeof section>

const item = z.object({
  favIndex: z.nullish(z.number()),
  createdAt: z.nullish(z.number()),
  updatedAt: z.nullish(z.number()),
  state: text,
  categoryUuid: z.string(),
  details: z.object({
    loginFields: list(z.nullable(loginField)),
    notesPlain: text,
    sections: list(z.nullable(section)),
    passwordHistory: list(z.nullable(z.object({ value: z.string(), time: z.nullish(z.number()) }))),
    documentAttributes: anything,
    password: text,
    passkey: anything,
  }),
  overview: z.object({
    title: text,
    url: text,
    urls: list(z.object({ url: text })),
    tags: list(z.string()),
  }),
})
type Item = z.infer<typeof item>

const vault = z.object({ attrs: z.nullish(z.object({ name: text })), items: list(z.unknown()) })
const file = z.object({ accounts: z.array(z.object({ vaults: list(vault) })) })

/**
 * 1Password's categories that have an entry here; "About the 1PUX format" of its support pages
 * lists them. Not here: cards, identities, documents, bank accounts, licences, keys for SSH.
 */
const kinds = new Map<string, 'login' | 'note'>([
  ['001', 'login'], // login
  ['005', 'login'], // password
  ['102', 'login'], // database
  ['109', 'login'], // wireless router
  ['110', 'login'], // server
  ['111', 'login'], // e-mail account
  ['112', 'login'], // API credential
  ['003', 'note'], // secure note
  ['100', 'note'], // software licence
  ['113', 'note'], // medical record
])

/** @throws DomainFailure FILE_DAMAGED, with the how-manieth item where it is one */
export function readOnePux(json: unknown, now: number): ReadEntries {
  const { data, error } = file.safeParse(json)
  if (error) throw new DomainFailure('FILE_DAMAGED')
  const vaults = data.accounts.flatMap((account) => account.vaults ?? [])
  const into = collector(now)
  let row = 0
  for (const { attrs, items } of vaults) {
    // One vault says nothing; several are told apart by tags.
    const tags = vaults.length > 1 ? [attrs?.name ?? ''] : []
    for (const value of items ?? []) {
      row += 1
      const read = item.safeParse(unwrapped(value))
      if (read.error) throw new DomainFailure('FILE_DAMAGED', { row })
      add(row, read.data, tags, into)
    }
  }
  return into.finish('1password-1pux')
}

/** Version 1 of the format has each item in an object of its own. */
function unwrapped(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'item' in value ? value.item : value
}

function add(row: number, one: Item, vaultTags: readonly string[], into: Collector): void {
  const { details, overview } = one
  const kind = kinds.get(one.categoryUuid)
  if (kind === undefined) {
    const document = details.documentAttributes ? 'attachment' : 'kind_unknown'
    into.issues.leaveOut(row, null, document)
    return
  }
  const sections = (details.sections ?? []).filter((one) => one !== null)
  if (details.passkey) into.issues.add(row, null, 'passkey')
  if (details.documentAttributes || isAttachment(sections)) into.issues.add(row, null, 'attachment')
  const fields = sectionFields(details.loginFields ?? [], sections, kind)
  for (const { label } of fields.lines) into.issues.add(row, label, 'custom_field')
  const urls = [overview.url, ...(overview.urls ?? []).map(({ url }) => url), ...fields.urls]
  into.add({
    row,
    kind,
    title: overview.title ?? '',
    username: fields.username,
    password: fields.password || (details.password ?? ''),
    urls: urls.map((url) => url ?? ''),
    otp: fields.otp,
    notes: details.notesPlain ?? '',
    tags: [
      ...vaultTags,
      ...(overview.tags ?? []),
      ...(one.state === 'archived' ? [archivedTag] : []),
    ],
    favourite: (one.favIndex ?? 0) > 0,
    createdAt: timeOf(one.createdAt),
    changedAt: timeOf(one.updatedAt),
    history: (details.passwordHistory ?? [])
      .filter((before) => before !== null)
      .map(({ value, time }) => ({ password: value, replacedAt: timeOf(time) }))
      .toSorted((a, b) => (b.replacedAt ?? 0) - (a.replacedAt ?? 0)),
    lines: fields.lines,
  })
}
