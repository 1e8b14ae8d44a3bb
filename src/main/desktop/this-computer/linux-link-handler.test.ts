/** Which program opens links, with the real `xdg-mime`, in the test's own folders. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linuxLinkHandler } from './linux-link-handler'

const type = 'x-scheme-handler/latchkey'
const hasXdgMime = existsSync('/usr/bin/xdg-mime')

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-links-'))
  for (const folder of ['own/applications', 'system/applications', 'config', 'bin']) {
    mkdirSync(join(home, folder), { recursive: true })
  }
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const at = (...parts: string[]) => join(home, ...parts)

/** Creates an executable. */
function program(name: string): string {
  writeFileSync(at(name), '#!/bin/sh\n')
  chmodSync(at(name), 0o755)
  return at(name)
}

function entry(where: 'own' | 'system', id: string, exec: string): void {
  const lines = ['Type=Application', 'Name=Latchkey', `Exec=${exec} %u`, `MimeType=${type};`]
  writeFileSync(at(where, 'applications', id), `[Desktop Entry]\n${lines.join('\n')}\n`)
}

const chosen = () => at('config/mimeapps.list')
const choose = (id: string) => writeFileSync(chosen(), `[Default Applications]\n${type}=${id}\n`)

const handling = (...command: string[]) =>
  linuxLinkHandler({
    command,
    folders: { ownPrograms: at('own/applications'), programs: [at('system/applications')] },
    env: {
      ...process.env,
      HOME: home,
      PATH: `${at('bin')}:${process.env['PATH']}`,
      XDG_DATA_HOME: at('own'),
      XDG_DATA_DIRS: at('system'),
      XDG_CONFIG_HOME: at('config'),
    },
  })

/** Sets up what a package installs: an entry that finds its program by name. */
function installed(): string {
  const path = program('latchkey')
  symlinkSync(path, at('bin/latchkey'))
  entry('system', 'latchkey.desktop', 'latchkey')
  return path
}

describe.skipIf(!hasXdgMime)('the links of this app', () => {
  it('stay with the program that was chosen, whatever starts', async () => {
    const here = handling(installed())
    entry('own', 'other.desktop', program('other'))
    choose('other.desktop')
    const before = readFileSync(chosen(), 'utf8')
    await here.takeIfNobodys()
    expect(readFileSync(chosen(), 'utf8')).toBe(before)
    expect(await here.handler()).toMatchObject({ state: 'other', repair: 'choose' })
  })

  it('are taken unasked where nobody has them, and only for a package', async () => {
    const portable = handling(program('portable'))
    await portable.takeIfNobodys()
    expect(existsSync(chosen())).toBe(false)
    const here = handling(installed())
    await here.takeIfNobodys()
    expect(await here.handler()).toMatchObject({ state: 'ours' })
  })

  it('are ours by what the entry starts, and not by its name', async () => {
    const here = handling(installed())
    choose('latchkey.desktop')
    expect(await here.handler()).toMatchObject({ state: 'ours', program: 'Latchkey' })
    for (const other of [program('copy'), `${at('latchkey')} --user-data-dir=/x`, '/gone']) {
      entry('own', 'latchkey.desktop', other)
      const where = `Latchkey (${other.split(' ')[0]})`
      expect(await here.handler()).toMatchObject({ state: 'other', program: where })
    }
    entry('own', 'latchkey.desktop', `"${at('latchkey')}" --lang=de`)
    expect(await here.handler()).toMatchObject({ state: 'ours' })
  })

  it('of a portable copy have an entry of their own, which hides no package’s', async () => {
    const portable = handling(program('portable'))
    await portable.repair()
    expect(await portable.handler()).toMatchObject({ state: 'ours', repair: 'choose' })
    expect(existsSync(at('own/applications/latchkey.desktop'))).toBe(false)
    const added = at('own/applications/latchkey-portable.desktop')
    expect(readFileSync(added, 'utf8')).toContain('NoDisplay=true')

    // A package installed later tells the two apart, and removes the other entry when asked to.
    const here = handling(installed())
    const where = `Latchkey (${at('portable')})`
    expect(await here.handler()).toEqual({ state: 'other', program: where, repair: 'choose' })
    await here.repair()
    expect(await here.handler()).toMatchObject({ state: 'ours' })
    expect(existsSync(added)).toBe(false)
  })

  it('of a copy on other data are not the package’s', async () => {
    const other = handling(installed(), '--user-data-dir=/home/ada/other')
    choose('latchkey.desktop')
    expect(await other.handler()).toMatchObject({ state: 'other', repair: 'add' })
  })
})
