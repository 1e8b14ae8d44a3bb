/**
 * What we remember about the database outside of it. SQLite stops reading a damaged write-ahead log at the
 * first bad frame and reports no error, so only a record kept elsewhere shows that something is missing.
 * Kept twice, in the backup folder, so that one copy is intact at any time.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod/mini'
import { flushFile, flushFolder } from './files'

/** The limit is far above any real count, and leaves room to add without losing precision. */
const count = z.int().check(z.minimum(0), z.maximum(2 ** 52))

const shape = z.object({
  /** Goes up with every write: the copy with the higher number is the newer one. */
  turn: count,
  state: z.object({
    /** How many commits the database has, or had up to a second ago. */
    commits: count,
    /** The mark of the last row MAC; opaque here. */
    seal: z.nullable(z.object({ at: count, mac: z.string() })),
    /** The latest time seen on this computer's clock, in milliseconds since the Unix epoch. */
    lastSeen: count,
    /** SHA-256 of the file after the last checkpoint; null: unknown, or about to change. */
    digest: z.nullable(z.string()),
  }),
})

type Copy = z.infer<typeof shape>
export type RememberedState = Copy['state']

export interface Known {
  readonly state: RememberedState | null
  readonly turn: number
  /** Both copies exist and are equally new. */
  readonly complete: boolean
  /** A copy exists but is damaged. */
  readonly damaged: boolean
}

const names = ['state-a.json', 'state-b.json'] as const

export function readKnown(folder: string): Known {
  const read = names.map((name) => readCopy(join(folder, name)))
  const copies = read.filter((one) => one !== null && one !== 'unreadable')
  const [newest] = copies.toSorted((a, b) => b.turn - a.turn)
  return {
    state: newest?.state ?? null,
    turn: newest?.turn ?? 0,
    complete: copies.length === names.length && copies.every(({ turn }) => turn === newest?.turn),
    damaged: read.includes('unreadable'),
  }
}

function readCopy(path: string): Copy | 'unreadable' | null {
  try {
    const { sum, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    const copy = shape.parse(rest)
    return sumOf(copy) === sum ? copy : 'unreadable'
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? null : 'unreadable'
  }
}

const sumOf = ({ turn, state }: Copy) =>
  createHash('sha256')
    .update(JSON.stringify([turn, state]))
    .digest('hex')

const textOf = (copy: Copy) => JSON.stringify({ ...copy, sum: sumOf(copy) })

/** Writes one copy after the other. The parent of the folder must exist. */
export function writeState(folder: string, copy: Copy): void {
  makeFolder(folder)
  for (const name of names) {
    const path = join(folder, name)
    writeFileSync(`${path}.new`, textOf(copy), { mode: 0o600 })
    flushFile(`${path}.new`)
    renameSync(`${path}.new`, path)
    flushFolder(folder)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

/**
 * Like `writeState`, but without blocking the main thread.
 *
 * @param wanted false: a newer state has been written since, and must not be overwritten
 */
export async function writeStateLater(
  folder: string,
  copy: Copy,
  wanted: () => boolean,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: { code?: string }) => {
    if (error.code !== 'EEXIST') throw error
  })
  for (const name of names) {
    if (!wanted()) return
    const path = join(folder, name)
    await writeFlushed(`${path}.later`, textOf(copy))
    if (!wanted()) return
    renameSync(`${path}.later`, path)
    await flushFolderLater(folder)
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolderLater(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
