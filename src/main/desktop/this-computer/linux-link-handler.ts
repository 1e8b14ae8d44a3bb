import { execFile } from 'node:child_process'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { LinkHandler } from '@contract/program-models'
import { desktopEntry, entryValue, execWords, type xdgFolders } from './desktop-entry'

const run = promisify(execFile)
/** Scripts that start several programs each, perhaps on a busy computer. */
const timeoutMs = 15_000

/**
 * A package's entry, and the one that *Repair* adds if there is none. The added one never hides a
 * package's.
 */
const packageId = 'latchkey.desktop'
const addedId = 'latchkey-portable.desktop'
const type = 'x-scheme-handler/latchkey'

/** Uses `xdg-mime` (xdg-utils), which knows how each desktop does it. */
export function linuxLinkHandler(options: {
  readonly command: readonly string[]
  readonly folders: Pick<ReturnType<typeof xdgFolders>, 'ownPrograms' | 'programs'>
  readonly env?: NodeJS.ProcessEnv
}): LinkHandling {
  const { command, folders } = options
  const env = options.env ?? process.env
  const xdgMime = async (...args: string[]) =>
    (await run('xdg-mime', args, { env, timeout: timeoutMs })).stdout.trim()
  const makeDefault = (id: string) => xdgMime('default', id, type)
  const addedFile = join(folders.ownPrograms, addedId)

  async function entry(id: string): Promise<string | null> {
    for (const folder of [folders.ownPrograms, ...folders.programs]) {
      const text = await readFile(join(folder, id), 'utf8').catch(() => null)
      if (text !== null) return text
    }
    return null
  }

  /** Whether an entry starts this program with this data; its name alone doesn't tell. */
  async function leadsHere(text: string | null): Promise<boolean> {
    const [own, there] = [parts(command), parts(execWords(text ?? ''))]
    if (there.rest.join('\0') !== own.rest.join('\0')) return false
    return (await programFile(there.program, env)) === (await programFile(own.program, env))
  }

  async function isInstalled(): Promise<boolean> {
    return leadsHere(await entry(packageId))
  }

  async function handler(): Promise<LinkHandler> {
    const isReady = (await isInstalled()) || (await leadsHere(await entry(addedId)))
    const repair = isReady ? 'choose' : 'add'
    const id = await xdgMime('query', 'default', type).catch(() => null)
    if (id === null) return { state: 'unknown', program: null, repair }
    if (!/^[\w.-]+\.desktop$/.test(id)) return { state: 'none', program: null, repair }
    const text = (await entry(id)) ?? ''
    const program = entryValue(text, 'Name') || id
    if (await leadsHere(text)) return { state: 'ours', program, repair }
    // Another Latchkey is identified by its location.
    const [where] = id === packageId || id === addedId ? execWords(text) : []
    return { state: 'other', program: where ? `${program} (${where})` : program, repair }
  }

  return {
    handler,
    async repair() {
      if (await isInstalled()) {
        await makeDefault(packageId)
        return rm(addedFile, { force: true })
      }
      const text = desktopEntry([...command, '%u'], {
        Icon: 'latchkey',
        Terminal: 'false',
        NoDisplay: 'true',
        MimeType: `${type};`,
      })
      await mkdir(folders.ownPrograms, { recursive: true, mode: 0o700 })
      await writeFile(addedFile, text, { mode: 0o600 })
      await makeDefault(addedId)
    },
    async takeIfNobodys() {
      // Without a package, nothing is written unless someone requests it.
      if ((await handler()).state === 'none' && (await isInstalled())) await makeDefault(packageId)
    },
  }
}

/** What decides which running app gets a link: the program, its script if it has one, and the data. */
function parts([program = '', ...args]: readonly string[]) {
  const rest = args.filter((arg) => !arg.startsWith('-') || arg.startsWith('--user-data-dir='))
  return { program, rest }
}

/** @returns the file that a name resolves to, as the system would find it; null if there is none */
async function programFile(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const folders = name.includes('/') ? [''] : (env['PATH'] ?? '').split(delimiter)
  for (const folder of folders) {
    const file = name && (await realpath(join(folder, name)).catch(() => null))
    if (file) return file
  }
  return null
}

export interface LinkHandling {
  handler(): Promise<LinkHandler>
  repair(): Promise<void>
  /** Called at a start, without a request: takes the links only if no program has them. */
  takeIfNobodys(): Promise<void>
}
