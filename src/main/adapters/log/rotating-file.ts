import { appendFileSync, constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The most lines held in memory, so that a repeating error can't fill it. */
const mostWaiting = 1_000
const appending =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

/**
 * Appends lines to `<name>.log`. When it is full, it becomes `<name>.1.log`, and so on. Only the user can
 * read them (folder 0700, files 0600).
 *
 * @param options.maxBytes the limit of one file
 * @param options.files how many files are kept
 */
export function rotatingFile(options: {
  readonly folder: string
  readonly name: string
  readonly maxBytes: number
  readonly files: number
}) {
  const { folder, name, maxBytes, files } = options
  const pathOf = (age: number) => join(folder, age === 0 ? `${name}.log` : `${name}.${age}.log`)
  let waiting: string[] = []
  let leftOut = 0
  let turn: Promise<void> | null = null

  function take(): string {
    const missing = leftOut > 0 ? [`… ${leftOut} lines could not be written`] : []
    const text = [...missing, ...waiting].map((line) => `${line}\n`).join('')
    waiting = []
    return text
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const count = waiting.length
      const before = leftOut
      const text = take()
      try {
        await write(text)
        leftOut -= before
      } catch {
        leftOut += count // A full disk, for example: there is nowhere to report it.
      }
    }
  }

  async function write(text: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    let file = await open(pathOf(0), appending, 0o600)
    try {
      const { size } = await sized(file)
      if (size > 0 && size + text.length > maxBytes) {
        await file.close()
        await rotate()
        file = await open(pathOf(0), appending, 0o600)
      }
      await file.writeFile(text)
    } finally {
      await file.close().catch(() => {}) // Already closed, if rotating failed.
    }
  }

  async function sized(file: FileHandle) {
    const stats = await file.stat()
    if (!stats.isFile()) throw new Error('the log is no file')
    return stats
  }

  async function rotate(): Promise<void> {
    for (let age = files - 1; age > 0; age -= 1) {
      await rename(pathOf(age - 1), pathOf(age)).catch(() => {}) // It doesn't exist yet.
    }
  }

  const linesOf = async (age: number) => {
    const text = await readFile(pathOf(age), 'utf8').catch(() => '')
    return text.split('\n').filter((line) => line !== '')
  }

  return {
    /** Never blocks and never throws. Lines that can't be written are dropped and counted. */
    append(line: string) {
      if (waiting.length >= mostWaiting) {
        leftOut += 1
        return
      }
      waiting.push(line)
      turn ??= drain().finally(() => {
        turn = null
      })
    },
    /** For the end of the program, when nothing can run later: writes the queued lines synchronously. */
    flushNow() {
      if (waiting.length === 0) return
      try {
        appendFileSync(pathOf(0), take(), { mode: 0o600, flag: 'a' })
      } catch {
        // Quitting doesn't wait for the disk.
      }
    },
    /** Resolves when everything appended so far has been written or given up. */
    async settled(): Promise<void> {
      while (turn !== null) await turn
    },
    /** The newest lines, oldest first. */
    async tail(lines: number): Promise<readonly string[]> {
      const newest = await linesOf(0)
      if (newest.length >= lines) return newest.slice(-lines)
      return [...(await linesOf(1)), ...newest].slice(-lines)
    },
  }
}
