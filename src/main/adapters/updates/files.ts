import { createHash, type Hash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Artefact, UpdateFailure, type UpdateFiles } from '../../domain/ports/updates'
import { asFailure, get } from './get'

/** Left free after the download: a full disk is worse than an old version. */
const spareBytes = 200 * 1024 * 1024
const endings: Readonly<Record<string, string>> = {
  deb: '.deb',
  portable: '.tar.gz',
  installer: '',
}

interface Options {
  readonly folder: string
  readonly agent: string
  readonly ca: string | undefined
}

/** Downloads into a folder that only the user can read (0700, files 0600). */
export function updateFiles(options: Options): UpdateFiles {
  const { folder, agent, ca } = options

  // Never a file outside this folder.
  const pathOf = (file: string) => join(folder, basename(file))

  async function fetch(
    version: string,
    artefact: Artefact,
    progress: (received: number) => void,
    signal: AbortSignal,
  ): Promise<string> {
    const { url, size, sha512 } = artefact
    // One per content, so that a download never continues another file.
    const partial = join(folder, `${sha512.slice(0, 32)}.part`)
    const name = `latchkey-${version}-${artefact.arch}${endingOf(artefact)}`
    await prepare(partial, size)
    const file = await opened(partial)
    try {
      const hash = createHash('sha512')
      let received = await hashed(partial, hash, size)
      if (received < size) {
        const answer = await get({ url, agent, ca, signal, from: received })
        try {
          const whole = answer.statusCode === 200 && received > 0
          const into = whole ? createHash('sha512') : hash
          if (whole) received = 0
          await file.truncate(received)
          for await (const part of answer as AsyncIterable<Buffer>) {
            if (received + part.length > size) throw new UpdateFailure('damaged')
            into.update(part)
            await written(file, part, received)
            received += part.length
            progress(received)
          }
          await finish(file, into, received, artefact)
        } finally {
          answer.destroy()
        }
      } else {
        await finish(file, hash, received, artefact)
      }
      await rename(partial, pathOf(name))
      return name
    } catch (error) {
      const failure = asFailure(error)
      if (failure.code === 'damaged') await rm(partial, { force: true })
      throw failure
    } finally {
      await file.close()
    }
  }

  async function prepare(partial: string, size: number): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const there = await stat(partial).catch(() => null)
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < size - (there?.size ?? 0) + spareBytes)
        throw new UpdateFailure('storage')
    } catch (error) {
      throw stored(error)
    }
  }

  return {
    fetch,
    pathOf,
    async isGood(file, { size, sha512 }) {
      try {
        const hash = createHash('sha512')
        const length = await hashed(pathOf(file), hash, size)
        return length === size && hash.digest('hex') === sha512
      } catch {
        return false // The file is gone.
      }
    },
    async clear(except) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names) {
        const ours = /^(latchkey-[\w.-]+|[0-9a-f]{32}\.part)$/.test(name)
        // Keep a partial download, which may continue, unless a finished one replaces it.
        if (!ours || name === except || (except === null && name.endsWith('.part'))) continue
        await rm(pathOf(name), { force: true })
      }
    },
  }
}

const endingOf = ({ kind, url }: Artefact): string =>
  endings[kind] || (/\.(exe|msi|dmg|zip)$/.exec(new URL(url).pathname)?.[0] ?? '.bin')

async function opened(path: string): Promise<FileHandle> {
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)
  return open(path, flags, 0o600).catch((error) => {
    throw stored(error)
  })
}

/** Hashes the existing part of a file and returns its length. Throws `damaged` if it is too long. */
async function hashed(path: string, hash: Hash, most: number): Promise<number> {
  let length = 0
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    length += part.length
    if (length > most) throw new UpdateFailure('damaged')
    hash.update(part)
  }
  return length
}

async function written(file: FileHandle, part: Buffer, at: number): Promise<void> {
  try {
    let done = 0
    while (done < part.length) {
      done += (await file.write(part, done, part.length - done, at + done)).bytesWritten
    }
  } catch (error) {
    throw stored(error)
  }
}

async function finish(
  file: FileHandle,
  hash: Hash,
  received: number,
  { size, sha512 }: Artefact,
): Promise<void> {
  if (received !== size || hash.digest('hex') !== sha512) throw new UpdateFailure('damaged')
  await file.sync()
}

const stored = (error: unknown) =>
  error instanceof UpdateFailure ? error : new UpdateFailure('storage', { cause: error })
