/**
 * What is known of the database outside of it. SQLite ends a damaged write-ahead log at its first bad
 * frame and calls the rest good: that something is missing shows only where it was written down elsewhere.
 * Kept twice, in the folder of the backups, so that one copy is whole at any time.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod/mini'
import { flushFile, flushFolder } from './files'

/** More is nothing that ever was: numbers above it are no longer exact when they are raised. */
const count = z.int().check(z.minimum(0), z.maximum(2 ** 52))

const shape = z.object({
  /** Raised by every writing: the copy with the higher one is the newer one. */
  turn: count,
  state: z.object({
    /** How many commits the database has, or had a second ago. */
    commits: count,
    /** The seal over the rows that decide who gets in; opaque here. */
    seal: z.nullable(z.object({ at: count, mac: z.string() })),
    /** The latest time that the clock has shown here. */
    lastSeen: count,
    /** SHA-256 of the file as the last checkpoint left it; null: unknown, or about to change. */
    digest: z.nullable(z.string()),
  }),
})

type Copy = z.infer<typeof shape>
export type RememberedState = Copy['state']

export interface Known {
  readonly state: RememberedState | null
  readonly turn: number
  /** Both copies are there, and say the same. */
  readonly complete: boolean
  /** A copy was there and is damaged. */
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

/** One copy after the other. The folder of the folder must be there. */
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
 * The same without holding anything up: what waits for the disk waits elsewhere.
 *
 * @param wanted false: something newer was written meanwhile, and this must not take its place
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
