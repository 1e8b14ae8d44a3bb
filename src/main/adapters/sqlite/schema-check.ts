import Database from 'better-sqlite3'
import { createSchema, schemaVersion } from './schema'
import type { Db } from './transaction'

/** What ANALYZE makes; it only tells the planner how many rows there are. */
const statistics = new Set([
  'table sqlite_stat1 sqlite_stat1 CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'table sqlite_stat4 sqlite_stat4 CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
])

let schema: ReadonlySet<string> | null = null

/**
 * Whether a database has our tables and indexes and nothing else. A foreign trigger, view, column or check
 * would run with our own statements.
 *
 * @param version that of the database; in one of version 0 there must be nothing, and no other is ours
 */
export function hasOurSchema(db: Db, version: number): boolean {
  if (version !== 0 && version !== schemaVersion) return false
  const ours = version === 0 ? new Set<string>() : ourSchema()
  const parts = partsOf(db).filter((part) => !statistics.has(part))
  return parts.length === ours.size && parts.every((part) => ours.has(part)) && !sharesPages(db)
}

/** Whether one table is exactly ours. In a database of another version it may not be. */
export function hasOurTable(db: Db, name: string): boolean {
  const ours = [...ourSchema()].find((part) => part.startsWith(`table ${name} `))
  const found = partsOf(db).filter((part) => part.split(' ')[1] === name)
  return found.length === 1 && found[0] === ours
}

function ourSchema(): ReadonlySet<string> {
  if (schema !== null) return schema
  const db = new Database(':memory:')
  createSchema(db)
  schema = new Set(partsOf(db))
  db.close()
  return schema
}

interface Part {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

function partsOf(db: Db): string[] {
  const select = db.prepare<[], Part>('SELECT type, name, tbl_name, sql FROM sqlite_schema')
  return select
    .all()
    .map(({ type, name, tbl_name, sql }) =>
      `${type} ${name} ${tbl_name} ${plain(sql ?? '')}`.trim(),
    )
}

/**
 * White space carries no meaning between tokens, and none of our literals contains any. But the end of a line
 * ends a comment: without it, the comment would swallow the column after it.
 */
const plain = (sql: string) =>
  sql
    .replace(/(--.*)\n/g, '$1\0')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')

/** Two names for one tree, which `writable_schema` makes possible. */
function sharesPages(db: Db): boolean {
  const roots = 'SELECT count(rootpage) = count(DISTINCT rootpage) FROM sqlite_schema'
  return db.prepare(roots).pluck().get() !== 1
}
