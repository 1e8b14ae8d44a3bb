import type { EntryKind } from '@contract/entry-kinds'
import { type Collector, timeOf } from './draft'
import { type CsvFormat, type Row, splitUrls } from './table'

/** The kinds we import. An alias is an address to sign in with. */
const kinds = new Map<string, EntryKind>([
  ['login', 'login'],
  ['alias', 'login'],
  ['note', 'note'],
])

/** Newer versions have `email`, `autofillUrls` and the times; older ones don't. */
export const protonPassCsv: CsvFormat = {
  marks: ['type', 'name', 'url', 'username', 'password', 'note', 'totp'],
  columns: [
    ...['type', 'name', 'url', 'autofillurls', 'email', 'username', 'password', 'note', 'totp'],
    ...['createtime', 'modifytime', 'vault'],
  ],
  read(rows, into) {
    for (const row of rows) read(row, into)
  },
}

function read({ row, get, others }: Row, into: Collector): void {
  const kind = kinds.get(get('type').trim())
  if (kind === undefined) {
    into.issues.leaveOut(row, 'type', 'kind_unknown')
    return
  }
  const username = get('username') || get('email')
  const second = get('email') !== username ? get('email') : ''
  if (second !== '') into.issues.add(row, 'email', 'custom_field')
  into.add({
    row,
    kind,
    title: get('name'),
    username,
    password: get('password'),
    urls: [...splitUrls(get('url')), ...autofillUrls(get('autofillurls'))],
    otp: get('totp'),
    notes: get('note'),
    tags: [get('vault')],
    createdAt: timeOf(get('createtime')),
    changedAt: timeOf(get('modifytime')),
    lines: [...(second === '' ? [] : [{ label: 'Email', value: second }]), ...others],
  })
}

/** JSON: every address with its match mode; `url` only has those with the default mode. */
function autofillUrls(cell: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(cell || '[]')
    if (!Array.isArray(list)) return []
    return list.flatMap((one: { url?: unknown } | null) =>
      typeof one?.url === 'string' ? one.url : [],
    )
  } catch {
    return []
  }
}
