import { splitCell } from './csv'
import { type CsvFormat, lineEnd, splitUrls, yes } from './csv-format'
import type { Collector, Line } from './draft'
import type { Row } from './table'

/** Personal vaults have `folder` and `favorite`, organisations `collections`. */
export const bitwardenCsv: CsvFormat = {
  format: 'bitwarden-csv',
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

/** One a line, as `name: value`; a value may go on over several lines. */
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
