import Database from 'better-sqlite3'
import { latestVersion, migrate } from './migrate'
import type { Db } from './transaction'

/** Tables made by ANALYZE; they only tell the planner how many rows there are. */
const statistics = new Set([
  'table sqlite_stat1 sqlite_stat1 CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'table sqlite_stat4 sqlite_stat4 CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
])

const known = new Map<number, ReadonlySet<string>>()

/**
 * Whether a database has exactly the tables and indexes of its version. A trigger, view, column or check
 * added by another program would run with our statements.
 *
 * @param version the number of migrations applied; 0: none
 */
export function hasOurSchema(db: Db, version: number): boolean {
  const ours = schemaOf(version)
  const parts = partsOf(db).filter((part) => !statistics.has(part))
  return parts.length === ours.size && parts.every((part) => ours.has(part)) && !sharesPages(db)
}

/** Whether a table is defined as in this version; a newer version may have changed it. */
export function hasOurTable(db: Db, name: string): boolean {
  const ours = [...schemaOf(latestVersion)].find((part) => part.startsWith(`table ${name} `))
  const found = partsOf(db).filter((part) => part.split(' ')[1] === name)
  return found.length === 1 && found[0] === ours
}

function schemaOf(version: number): ReadonlySet<string> {
  const found = known.get(version)
  if (found !== undefined) return found
  const db = new Database(':memory:')
  migrate(db, version)
  const made = new Set(partsOf(db))
  db.close()
  known.set(version, made)
  return made
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
      `${type} ${name} ${tbl_name} ${sql ?? ''}`.replace(/\s+/g, ' ').trim(),
    )
}

/** Whether two names share one b-tree, which `writable_schema` makes possible. */
function sharesPages(db: Db): boolean {
  const roots = 'SELECT count(rootpage) = count(DISTINCT rootpage) FROM sqlite_schema'
  return db.prepare(roots).pluck().get() !== 1
}
