import { z } from 'zod/mini'
import type { PlainEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import { csvColumns } from '../export/csv'
import type { CsvFormat } from './csv-format'
import { historyItem } from './latchkey-json'
import type { Row } from './table'

/** Our own: docs/formats/export.md. */
export const latchkeyCsv: CsvFormat = {
  format: 'latchkey-csv',
  marks: ['kind', 'title', 'password', 'more_urls', 'history', 'trashed'],
  columns: csvColumns,
  own: true,
  read(rows, into) {
    for (const row of rows) into.addOwn(row.row, entryOf(row))
  },
}

/** Empty in a note. */
const loginColumns = ['url', 'username', 'password', 'otpauth', 'more_urls', 'history']

const texts = z.array(z.string())
const history = z.array(historyItem)

function entryOf({ row, get }: Row): PlainEntry {
  const refuse = (): never => {
    throw new DomainFailure('FILE_DAMAGED', { row })
  }
  const json = <T>(schema: z.ZodMiniType<T>, column: string): T => {
    const { data, error } = schema.safeParse(parseJson(get(column) || '[]'))
    return error ? refuse() : data
  }
  const time = (column: string): number => {
    const at = Date.parse(get(column))
    return Number.isNaN(at) ? refuse() : at
  }
  const timeOrNone = (column: string) => (get(column) === '' ? null : time(column))
  const favourite = get('favourite')
  if (favourite !== '' && favourite !== '1') return refuse()
  const common = {
    title: get('title'),
    notes: get('notes'),
    tags: json(texts, 'tags'),
    favourite: favourite === '1',
    createdAt: time('created'),
    changedAt: time('changed'),
    usedAt: timeOrNone('used'),
    trashedAt: timeOrNone('trashed'),
  }
  if (get('kind') === 'note') {
    return loginColumns.some((column) => get(column) !== '')
      ? refuse()
      : { kind: 'note', ...common }
  }
  if (get('kind') !== 'login') return refuse()
  const first = get('url')
  const urls = first === '' && get('more_urls') === '' ? [] : [first, ...json(texts, 'more_urls')]
  return {
    kind: 'login',
    ...common,
    username: get('username'),
    password: get('password'),
    urls,
    otp: get('otpauth'),
    history: json(history, 'history'),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
