/** The fields of a 1Password item: a few have a place of their own here, the rest become lines. */
import type { Line } from './draft'
import type { Section } from './onepassword-1pux'

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

/** What servers, databases and the like call what a login has; 1Password's field ids. */
const usernameIds = new Set(['username', 'pop_username'])
const passwordIds = new Set(['password', 'credential', 'pop_password', 'wireless_password'])
const urlIds = new Set(['url', 'website', 'hostname'])

export function sectionFields(
  loginFields: readonly (LoginField | null)[],
  sections: readonly Section[],
  kind: 'login' | 'note',
): Fields {
  const found = { username: '', password: '', otp: '', urls: [] as string[], lines: [] as Line[] }

  /** The first of a kind has the place. @returns whether it had */
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

export function isAttachment(sections: readonly Section[]): boolean {
  return sections.some(({ fields }) => fields?.some(({ value }) => hasKey(value, 'file')))
}

/** An address lies two objects deep; deeper than this only what was made to do harm. */
const deepest = 4

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value
}

/**
 * A value as text. It is a text, or an object with one key that names its type
 * (`{ "concealed": "…" }`, `{ "date": 1577880000 }`, `{ "email": { "email_address": … } }`).
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

/** @param seconds since the Unix epoch, noon of the day */
function day(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 10)
}

/** @param digits for instance 202612 */
const month = (digits: number) => String(digits).replace(/^(\d{4})(\d{2})$/, '$1-$2')
