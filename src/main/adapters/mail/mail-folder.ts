import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Nine base-36 digits hold the milliseconds until the year 5188, so that names sort by time. */
const idPattern = /^([0-9a-z]{9})-[0-9a-f]{16}$/
const extension = '.eml'

/** When an email arrived, in milliseconds since the Unix epoch. */
export const timeOf = (id: string) => Number.parseInt(id.slice(0, 9), 36)

/**
 * Raw emails as files that only this user can read.
 *
 * @param folder created when the first email arrives
 * @param limit how many emails are kept
 */
export function mailFolder(folder: string, limit: number) {
  const file = (id: string) => join(folder, id + extension)
  let latest = 0

  /** Newest first. */
  async function ids(): Promise<string[]> {
    const names = await readdir(folder).catch(none)
    return names
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length))
      .filter((id) => idPattern.test(id))
      .sort()
      .reverse()
  }

  return {
    ids,
    /** Deletes the oldest emails beyond the limit. */
    async add(raw: Uint8Array): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const kept = await ids()
      const [newest] = kept
      // Later than all others, even if two arrive at once or the clock was set back.
      latest = Math.max(Date.now(), latest + 1, newest === undefined ? 0 : timeOf(newest) + 1)
      const id = `${latest.toString(36).padStart(9, '0')}-${randomBytes(8).toString('hex')}`
      // Written under another name first: a crash must not leave half an email.
      const draft = join(folder, `${id}.part`)
      await writeFile(draft, raw, { mode: 0o600, flag: 'wx' })
      await rename(draft, file(id))
      const surplus = kept.slice(limit - 1)
      await Promise.all(surplus.map((old) => rm(file(old), { force: true })))
    },
    /** @returns null for an unknown or malformed id */
    async read(id: string): Promise<Buffer | null> {
      return idPattern.test(id) ? readFile(file(id)).catch(() => null) : null
    },
    async clear(): Promise<void> {
      await Promise.all((await ids()).map((id) => rm(file(id), { force: true })))
    },
  }
}

function none(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
