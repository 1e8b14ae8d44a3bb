import type { EntryKind } from '@contract/entry-kinds'
import { z } from 'zod/mini'
import { DomainFailure } from '../../domain/failure'
import type { ReadEntries } from '../../domain/ports/transfer'
import { archivedTag, type Collector, collector, type Line, timeOf } from './draft'
import { type CsvFormat, splitUrls, yes } from './table'

const text = z.nullish(z.string())
const list = <T>(item: z.ZodMiniType<T>) => z.nullish(z.array(item))

const anything = z.optional(z.unknown())

const loginField = z.object({ value: anything, name: text, designation: text })
const section = z.object({
  title: text,
  fields: list(z.object({ title: text, id: text, value: anything })),
})
type Section = z.infer<typeof section>

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
 * 1Password's categories that we import; its support page "About the 1PUX format" lists them all. Others,
 * such as cards, identities, documents, bank accounts, driving licences and SSH keys, are left out.
 */
const kinds = new Map<string, EntryKind>([
  ['001', 'login'], // login
  ['005', 'login'], // password
  ['102', 'login'], // database
  ['109', 'login'], // wireless router
  ['110', 'login'], // server
  ['111', 'login'], // email account
  ['112', 'login'], // API credential
  ['003', 'note'], // secure note
  ['100', 'note'], // software licence
  ['113', 'note'], // medical record
])

/** @throws DomainFailure FILE_DAMAGED, with the number of the item if one is damaged */
export function readOnePux(json: unknown, now: number): ReadEntries {
  const { data, error } = file.safeParse(json)
  if (error) throw new DomainFailure('FILE_DAMAGED')
  const vaults = data.accounts.flatMap((account) => account.vaults ?? [])
  const into = collector(now)
  let row = 0
  for (const { attrs, items } of vaults) {
    // Several vaults are told apart by tags; a single one needs none.
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

/** Version 1 of the format wraps each item in an object. */
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

// The fields of a 1Password item: a few have a field here, the rest become lines.

interface LoginField {
  readonly value?: unknown
  readonly name?: string | null | undefined
  readonly designation?: string | null | undefined
}

interface Fields {
  readonly username: string
  readonly password: string
  readonly otp: string
  readonly urls: readonly string[]
  readonly lines: readonly Line[]
}

/** 1Password's field ids for the parts of a login in servers, databases and the like. */
const usernameIds = new Set(['username', 'pop_username'])
const passwordIds = new Set(['password', 'credential', 'pop_password', 'wireless_password'])
const urlIds = new Set(['url', 'website', 'hostname'])

function sectionFields(
  loginFields: readonly (LoginField | null)[],
  sections: readonly Section[],
  kind: EntryKind,
): Fields {
  const found = { username: '', password: '', otp: '', urls: [] as string[], lines: [] as Line[] }

  /** The first value of each kind gets the field. @returns whether this one did */
  function place(name: 'username' | 'password' | 'otp', value: string): boolean {
    if (kind === 'note' || found[name] !== '') return false
    found[name] = value
    return true
  }

  for (const field of loginFields) {
    const value = plain(field?.value)
    if (!field || value === '') continue
    const { designation } = field
    if (designation === 'username' && place('username', value)) continue
    if (designation === 'password' && place('password', value)) continue
    found.lines.push({ label: field.name || 'Field', value })
  }
  for (const { title: heading, fields } of sections) {
    for (const { id, title, value: typed } of fields ?? []) {
      const value = plain(typed)
      if (value === '' || hasKey(typed, 'file')) continue
      if (hasKey(typed, 'totp') && place('otp', value)) continue
      if (usernameIds.has(id ?? '') && place('username', value)) continue
      if (passwordIds.has(id ?? '') && place('password', value)) continue
      if (kind === 'login' && urlIds.has(id ?? '')) {
        found.urls.push(value)
        continue
      }
      found.lines.push({ label: [heading, title].filter(Boolean).join(' ') || 'Field', value })
    }
  }
  return found
}

function isAttachment(sections: readonly Section[]): boolean {
  return sections.some(({ fields }) => fields?.some(({ value }) => hasKey(value, 'file')))
}

/** An address is two objects deep; only a malicious file goes deeper than this. */
const deepest = 4

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value
}

/**
 * A value as text. It is either text, or an object with one key that names its type (`{ "concealed": "…"
 * }`, `{ "date": 1577880000 }`, `{ "email": { "email_address": … } }`).
 */
function plain(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null || depth === deepest) return ''
  if ('date' in value && typeof value.date === 'number') return day(value.date)
  if ('monthYear' in value && typeof value.monthYear === 'number') return month(value.monthYear)
  return Object.values(value)
    .map((part) => plain(part, depth + 1))
    .filter((part) => part !== '')
    .join(', ')
}

/** @param seconds since the Unix epoch, at noon of the day */
function day(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 10)
}

/** @param digits for example 202612 */
const month = (digits: number) => String(digits).replace(/^(\d{4})(\d{2})$/, '$1-$2')

/** 1Password 8, which exports only logins and passwords. */
export const onepasswordCsv: CsvFormat = {
  marks: ['title', 'url', 'username', 'password'],
  oneOf: ['favorite', 'archived', 'tags'],
  columns: [
    ...['title', 'url', 'username', 'password', 'otpauth', 'favorite', 'archived', 'tags'],
    'notes',
  ],
  read(rows, into) {
    for (const { row, get, others } of rows) {
      into.add({
        row,
        title: get('title'),
        username: get('username'),
        password: get('password'),
        urls: splitUrls(get('url')),
        otp: get('otpauth'),
        notes: get('notes'),
        tags: [...get('tags').split(';'), ...(yes(get('archived')) ? [archivedTag] : [])],
        favourite: yes(get('favorite')),
        lines: others,
      })
    }
  },
}
