import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath, root } from '../../scripts/setup/paths.mjs'
import type { App } from './app.ts'

/** What the system knows about programs and links, in folders of the test's own. */
export interface LinkRegistry {
  readonly programs: string
  /** Registers a program and makes it the one that opens links. */
  register(id: string, name: string, exec: string): void
  /** The command that starts the app under test. */
  readonly ownExec: string
  /** A program that runs `script`, with the link as `$1`. */
  script(script: string): string
}

export function linkRegistry(app: App): LinkRegistry {
  const home = join(app.dataFolder, '..', 'xdg')
  const programs = join(home, 'data/applications')
  const config = join(home, 'config')
  for (const folder of [programs, config]) mkdirSync(folder, { recursive: true })
  // Nothing from the computer that runs the tests.
  Object.assign(app.env, {
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: config,
    XDG_DATA_DIRS: join(home, 'none'),
  })
  const asRoot = process.getuid?.() === 0 ? ' --no-sandbox' : ''
  const ownExec = `"${electronPath()}"${asRoot} "--user-data-dir=${app.dataFolder}" "${root}"`
  return {
    programs,
    ownExec,
    register(id, name, exec) {
      const type = 'x-scheme-handler/latchkey'
      const lines = [`Name=${name}`, `Exec=${exec} %u`, 'Type=Application', `MimeType=${type};`]
      writeFileSync(join(programs, id), `[Desktop Entry]\n${lines.join('\n')}\n`)
      writeFileSync(join(config, 'mimeapps.list'), `[Default Applications]\n${type}=${id}\n`)
    },
    script(script) {
      const file = join(home, 'program.sh')
      writeFileSync(file, `#!/bin/sh\n${script}\n`)
      chmodSync(file, 0o700)
      return file
    },
  }
}
