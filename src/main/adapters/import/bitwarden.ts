import type { EntryKind } from '@contract/entry-kinds'
import { z } from 'zod/mini'
import { DomainFailure } from '../../domain/failure'
import type { ReadEntries } from '../../domain/ports/transfer'
import { splitCell } from './csv'
import { archivedTag, type Collector, collector, type Line, timeOf } from './draft'
import { type CsvFormat, lineEnd, type Row, splitUrls, yes } from './table'

const text = z.nullish(z.string())
const list = <T>(item: z.ZodMiniType<T>) => z.nullish(z.array(item))

const item = z.object({
  type: z.number(),
  name: text,
  notes: text,
  favorite: z.nullish(z.boolean()),
  folderId: text,
  collectionIds: list(z.string()),
  fields: list(z.object({ name: text, value: text })),
  login: z.nullish(
    z.object({
      uris: list(z.object({ uri: text })),
      username: text,
      password: text,
      totp: text,
      fido2Credentials: list(z.unknown()),
    }),
  ),
  passwordHistory: list(z.object({ password: z.string(), lastUsedDate: text })),
  attachments: list(z.unknown()),
  creationDate: text,
  revisionDate: text,
  deletedDate: text,
  archivedDate: text,
})
type Item = z.infer<typeof item>

const named = list(z.object({ id: text, name: text }))
const file = z.object({ folders: named, collections: named, items: z.array(z.unknown()) })

/** Bitwarden's `CipherType`. Others, such as cards, identities and SSH keys, aren't imported. */
const kinds = new Map<number, EntryKind>([
  [1, 'login'],
  [2, 'note'],
])

/** @throws DomainFailure FILE_DAMAGED, with the number of the item if one is damaged */
export function readBitwardenJson(json: object, now: number): ReadEntries {
  const { data, error } = file.safeParse(json)
  if (error) throw new DomainFailure('FILE_DAMAGED')
  const groups = [...(data.folders ?? []), ...(data.collections ?? [])]
  const names = new Map(groups.map(({ id, name }) => [id ?? '', name ?? '']))
  const into = collector(now)
  for (const [n, value] of data.items.entries()) {
    const read = item.safeParse(value)
    if (read.error) throw new DomainFailure('FILE_DAMAGED', { row: n + 1 })
    add(n + 1, read.data, names, into)
  }
  return into.finish('bitwarden-json')
}

function add(row: number, one: Item, names: ReadonlyMap<string, string>, into: Collector): void {
  const kind = kinds.get(one.type)
  if (kind === undefined) {
    into.issues.leaveOut(row, 'type', 'kind_unknown')
    return
  }
  const { login } = one
  if (login?.fido2Credentials?.length) into.issues.add(row, null, 'passkey')
  if (one.attachments?.length) into.issues.add(row, null, 'attachment')
  const lines: Line[] = (one.fields ?? []).flatMap(({ name, value }) =>
    value ? { label: name || 'Field', value } : [],
  )
  for (const { label } of lines) into.issues.add(row, label, 'custom_field')
  const groups = [one.folderId ?? '', ...(one.collectionIds ?? [])]
  into.add({
    row,
    kind,
    title: one.name ?? '',
    username: login?.username ?? '',
    password: login?.password ?? '',
    urls: (login?.uris ?? []).map(({ uri }) => uri ?? ''),
    otp: login?.totp ?? '',
    notes: one.notes ?? '',
    tags: [...groups.map((id) => names.get(id) ?? ''), ...(one.archivedDate ? [archivedTag] : [])],
    favourite: one.favorite ?? false,
    createdAt: timeOf(one.creationDate),
    changedAt: timeOf(one.revisionDate),
    trashed: Boolean(one.deletedDate),
    history: (one.passwordHistory ?? []).map(({ password, lastUsedDate }) => ({
      password,
      replacedAt: timeOf(lastUsedDate),
    })),
    lines,
  })
}

/** Personal vaults have `folder` and `favorite`, organisations `collections`. */
export const bitwardenCsv: CsvFormat = {
  marks: ['type', 'name', 'login_uri', 'login_username', 'login_password'],
  columns: [
    ...['folder', 'favorite', 'collections', 'type', 'name', 'notes', 'fields', 'reprompt'],
    ...['login_uri', 'login_username', 'login_password', 'login_totp'],
  ],
  read(rows, into) {
    for (const row of rows) read(row, into)
  },
}

function read({ row, get, others }: Row, into: Collector): void {
  const type = get('type').trim().toLowerCase()
  if (!['login', 'note', ''].includes(type)) {
    into.issues.leaveOut(row, 'type', 'kind_unknown')
    return
  }
  const fields = customFields(get('fields'))
  for (const { label } of fields) into.issues.add(row, label, 'custom_field')
  into.add({
    row,
    kind: type === 'note' ? 'note' : 'login',
    title: get('name'),
    username: get('login_username'),
    password: get('login_password'),
    urls: splitCell(get('login_uri')).flatMap(splitUrls),
    otp: get('login_totp'),
    notes: get('notes'),
    tags: [get('folder'), ...splitCell(get('collections'))],
    favourite: yes(get('favorite')),
    lines: [...fields, ...others],
  })
}

/** One per line, as `name: value`; a value may continue over several lines. */
function customFields(cell: string): readonly Line[] {
  const lines: { label: string; value: string }[] = []
  for (const text of cell.split(lineEnd)) {
    const [, label, value] = /^(.*?): (.*)$/.exec(text) ?? []
    const last = lines.at(-1)
    if (label !== undefined && value !== undefined) lines.push({ label, value })
    else if (last) last.value += `\n${text}`
    else if (text !== '') lines.push({ label: 'fields', value: text })
  }
  return lines
}
