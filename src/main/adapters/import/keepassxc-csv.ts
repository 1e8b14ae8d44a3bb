import { timeOf } from './draft'
import type { CsvFormat, Row } from './table'

/** KeePassXC names its recycle bin in the language it runs in. */
const bins = new Set([
  ...['recycle bin', 'papierkorb', 'corbeille', 'papelera de reciclaje', 'cestino', 'prullenbak'],
  ...['lixeira', 'reciclagem', 'kosz', 'koš', 'papperskorg', 'papirkurv', 'roskakori'],
  ...['корзина', 'ごみ箱', '回收站'],
])

/** Versions before 2.7 only have the first six columns. */
export const keepassxcCsv: CsvFormat = {
  marks: ['group', 'title', 'username', 'password', 'url', 'notes'],
  columns: [
    ...['group', 'title', 'username', 'password', 'url', 'notes', 'totp', 'icon'],
    ...['last modified', 'created'],
  ],
  read(rows, into) {
    const root = rootOf(rows)
    for (const { row, get, others } of rows) {
      const path = get('group').split('/')
      const groups = path[0] === root ? path.slice(1) : path
      const trashed = bins.has((groups[0] ?? '').toLowerCase())
      const login = ['username', 'password', 'url', 'totp'].some((column) => get(column) !== '')
      into.add({
        row,
        kind: login || get('notes') === '' ? 'login' : 'note',
        title: get('title'),
        username: get('username'),
        password: get('password'),
        urls: [get('url')],
        otp: get('totp'),
        notes: get('notes'),
        tags: [groups.slice(trashed ? 1 : 0).join('/')],
        createdAt: timeOf(get('created')),
        changedAt: timeOf(get('last modified')),
        trashed,
        lines: others,
      })
    }
  },
}

/** Finds a group that contains everything, and so means nothing. @returns null if there is none */
function rootOf(rows: readonly Row[]): string | null {
  const first = new Set(rows.map(({ get }) => get('group').split('/')[0] ?? ''))
  const [only] = first
  return first.size === 1 && only !== undefined ? only : null
}
