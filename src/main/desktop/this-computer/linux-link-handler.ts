import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { desktopEntry, entryValue } from './desktop-entry'
import type { LinkHandling } from './link-handler'
import type { xdgFolders } from './xdg'

const run = promisify(execFile)
/** Scripts that start several programs each, on a computer that may be busy. */
const patienceMs = 15_000

const ownId = 'latchkey.desktop'
const type = 'x-scheme-handler/latchkey'

/** By `xdg-mime`, which knows the ways of the desktops (xdg-utils). */
export function linuxLinkHandler(options: {
  readonly command: readonly string[]
  readonly folders: Pick<ReturnType<typeof xdgFolders>, 'ownPrograms' | 'programs'>
  readonly env?: NodeJS.ProcessEnv
}): LinkHandling {
  const { folders } = options
  const env = options.env ?? process.env
  const xdgMime = async (...args: string[]) =>
    (await run('xdg-mime', args, { env, timeout: patienceMs })).stdout.trim()
  const ownFile = join(folders.ownPrograms, ownId)
  const ownEntry = () =>
    desktopEntry([...options.command, '%u'], {
      Icon: 'latchkey',
      Terminal: 'false',
      NoDisplay: 'true',
      MimeType: `${type};`,
    })

  const entryIn = (folder: string, id: string) =>
    readFile(join(folder, id), 'utf8').catch(() => null)

  async function entry(id: string): Promise<string | null> {
    for (const folder of [folders.ownPrograms, ...folders.programs]) {
      const text = await entryIn(folder, id)
      if (text !== null) return text
    }
    return null
  }

  /** An installed package brought one along, and the person's own folder hides it with none. */
  async function isInstalled(): Promise<boolean> {
    if ((await entryIn(folders.ownPrograms, ownId)) !== null) return false
    return (await entry(ownId)) !== null
  }

  async function isAdded(): Promise<boolean> {
    return (await entryIn(folders.ownPrograms, ownId)) === ownEntry()
  }

  return {
    async handler() {
      const repair = (await isInstalled()) || (await isAdded()) ? 'choose' : 'add'
      const id = await xdgMime('query', 'default', type).catch(() => null)
      if (id === null) return { state: 'unknown', program: null, repair }
      if (!/^[\w.-]+\.desktop$/.test(id)) return { state: 'none', program: null, repair }
      const text = await entry(id)
      const program = (text && entryValue(text, 'Name')) || id
      return { state: id === ownId ? 'ours' : 'other', program, repair }
    },
    async repair() {
      if (!(await isInstalled())) {
        await mkdir(folders.ownPrograms, { recursive: true, mode: 0o700 })
        await writeFile(ownFile, ownEntry(), { mode: 0o600 })
      }
      await xdgMime('default', ownId, type)
    },
  }
}
