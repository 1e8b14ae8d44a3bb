import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreWindow } from '../window-state'
import { desktopEntry, entryValue, execWords, xdgFolders } from './desktop-entry'
import { linuxLoginItem } from './login-item'
import { readSettings, writeSettings } from './settings-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-computer-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777
const plain = {
  tray: false,
  startHidden: false,
  hideFromCapture: false,
  theme: 'system',
  startedByLinkAt: null,
} as const

describe('the settings of the installation', () => {
  it('are read as they were written, by their person alone', () => {
    const set = {
      tray: true,
      startHidden: true,
      hideFromCapture: true,
      theme: 'dark',
      startedByLinkAt: 5,
    } as const
    writeSettings(folder, set)
    expect(readSettings(folder)).toEqual(set)
    expect(modeOf(join(folder, 'computer.json'))).toBe(0o600)
  })

  it.each([
    '',
    'null',
    '[]',
    '"x"',
    '{',
    '{"tray":1,"theme":"pink","startHidden":"yes"}',
    '{"startedByLinkAt":1e99}',
  ])('that cannot be read are the plain ones: %s', (text) => {
    writeFileSync(join(folder, 'computer.json'), text)
    expect(readSettings(folder)).toEqual(plain)
  })
})

describe('a desktop entry', () => {
  it('leads to a program whatever its path is made of', () => {
    const command = ['/opt/a "b" $c `d` \\e 100%/app', '--data=/x y', '%u']
    const text = desktopEntry(command, {})
    expect(entryValue(text, 'Exec')).toBe(
      '"/opt/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` \\\\\\\\e 100%%/app" "--data=/x y" %u',
    )
  })

  it('is read back as the command that it was made of', () => {
    const command = ['/opt/a "b" $c `d` \\e 100%/app', '--data=/x y']
    expect(execWords(desktopEntry([...command, '%u'], {}))).toEqual(command)
    expect(execWords('[Desktop Entry]\nExec=latchkey --x=1 %u\n')).toEqual(['latchkey', '--x=1'])
    expect(execWords('[Desktop Entry]\nName=x\n')).toEqual([])
  })

  it('counts for nothing once its program is gone', () => {
    const text = desktopEntry(['/opt/a \\b/latchkey', '--hidden'], {})
    expect(entryValue(text, 'TryExec')).toBe('/opt/a \\\\b/latchkey')
  })

  it('cannot be given a line of its own by a path', () => {
    expect(() => desktopEntry(['/opt/x\nHidden=true'], {})).toThrow(RangeError)
  })

  it('is read in its own group only', () => {
    const text = '[Other]\nName=no\n[Desktop Entry]\nName=yes\n[Desktop Action a]\nName=no\n'
    expect(entryValue(text, 'Name')).toBe('yes')
    expect(entryValue(text, 'Exec')).toBeNull()
  })
})

describe('starting at login on Linux', () => {
  it('is a file that comes and goes', async () => {
    const item = linuxLoginItem(['/opt/latchkey'], join(folder, 'autostart'))
    const file = join(folder, 'autostart/latchkey.desktop')
    expect(await item.enabled()).toBe(false)
    await item.set({ on: true, hidden: false })
    expect(await item.enabled()).toBe(true)
    expect(entryValue(readFileSync(file, 'utf8'), 'Exec')).toBe('"/opt/latchkey"')
    // Removing a package leaves the file in place.
    expect(entryValue(readFileSync(file, 'utf8'), 'TryExec')).toBe('/opt/latchkey')
    expect(modeOf(file)).toBe(0o600)
    await item.set({ on: true, hidden: true })
    expect(entryValue(readFileSync(file, 'utf8'), 'Exec')).toBe('"/opt/latchkey" "--hidden"')
    await item.set({ on: false, hidden: true })
    expect(await item.enabled()).toBe(false)
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'is off where the desktop has switched it off: %s',
    async (line) => {
      mkdirSync(join(folder, 'autostart'))
      const entry = `${desktopEntry(['/opt/latchkey'], {})}${line}\n`
      writeFileSync(join(folder, 'autostart/latchkey.desktop'), entry)
      const item = linuxLoginItem(['/opt/latchkey'], join(folder, 'autostart'))
      expect(await item.enabled()).toBe(false)
    },
  )

  it('looks where the desktop says, and takes no path that is not absolute', () => {
    expect(xdgFolders({ XDG_CONFIG_HOME: '/c' }).autostart).toBe('/c/autostart')
    expect(xdgFolders({ XDG_CONFIG_HOME: 'c' }).autostart).toMatch(/\/\.config\/autostart$/)
    expect(xdgFolders({ XDG_DATA_DIRS: 'x:/y' }).programs).toEqual(['/y/applications'])
  })
})

describe('the window', () => {
  const screen = (width: number) => {
    const workArea = { x: 0, y: 0, width, height: 1000 }
    return { getAllDisplays: () => [{ workArea }] } as unknown as Electron.Screen
  }
  const kept = (state: unknown) => {
    writeFileSync(join(folder, 'w.json'), JSON.stringify(state))
    return join(folder, 'w.json')
  }
  const bounds = { x: 2100, y: 50, width: 960, height: 640 }

  it('opens where it was', () => {
    const file = kept({ bounds, maximized: true })
    expect(restoreWindow(file, screen(4000))).toEqual({ bounds, maximized: true })
  })

  it('opens in sight, and still maximised, when its screen is gone', () => {
    const file = kept({ bounds, maximized: true })
    expect(restoreWindow(file, screen(1920))).toEqual({ bounds: null, maximized: true })
  })

  it.each([null, {}, { bounds: { x: 'a' } }, { bounds: { ...bounds, width: 1.5 } }])(
    'opens at its first place when nothing good was kept: %j',
    (state) => {
      expect(restoreWindow(kept(state), screen(1920))).toBeNull()
    },
  )
})
