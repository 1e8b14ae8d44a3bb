import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The folders of a Linux desktop (freedesktop.org, "XDG Base Directory Specification" 0.8). */
export function xdgFolders(env: Env) {
  // A path that is not absolute is to be taken for none.
  const named = (path: string | undefined, otherwise: string) =>
    path !== undefined && isAbsolute(path) ? path : otherwise
  const home = homedir()
  const data = named(env['XDG_DATA_HOME'], join(home, '.local/share'))
  const system = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':')
  return {
    autostart: join(named(env['XDG_CONFIG_HOME'], join(home, '.config')), 'autostart'),
    /** Where desktop entries of programs lie: the person's own, then the system's. */
    ownPrograms: join(data, 'applications'),
    programs: system.filter(isAbsolute).map((folder) => join(folder, 'applications')),
  }
}
