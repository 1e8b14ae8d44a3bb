import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { busConfiguration, xAuthority } from '../../scripts/session/files.mjs'
import { run } from '../../scripts/setup/run.mjs'

const linux = process.platform === 'linux'

/** Runs a shell script in a session of its own. */
const inSession = (script: string) =>
  run(process.execPath, ['scripts/desktop-session.mjs', 'sh', '-c', script])

describe.runIf(linux)('a desktop session for tests', () => {
  it('has a screen, a bus and an unlocked keyring, none of them the person’s own', async () => {
    const ask = 'dbus-send --session --print-reply --dest=org.freedesktop.secrets'
    const alias = 'org.freedesktop.Secret.Service.ReadAlias string:default'
    const { status, output } = await inSession(
      `echo "$DISPLAY|$XDG_RUNTIME_DIR|$XDG_DATA_HOME"; ${ask} /org/freedesktop/secrets ${alias}; exit 5`,
    )
    expect(status).toBe(5)
    const [, display = '', ...folders] = /^(:\d+)\|(.+)\|(.+)$/m.exec(output) ?? []
    expect(display).not.toBe(process.env['DISPLAY'])
    expect(output).toContain('/org/freedesktop/secrets/collection/login')
    for (const folder of folders) {
      expect(folder).toMatch(/latchkey-session-/)
      expect(existsSync(folder)).toBe(false)
    }
  })

  it('leaves no process behind', async () => {
    const { output } = await inSession(
      'for pid in $(cat /proc/$PPID/task/$PPID/children); do echo "$pid $(cat /proc/$pid/comm)"; done',
    )
    const helpers = [...output.matchAll(/^(\d+) (Xvfb|dbus-daemon|gnome-keyring)/gm)]
    const names = helpers.map(([, , name]) => name).sort()
    expect(names).toEqual(['Xvfb', 'dbus-daemon', 'gnome-keyring'])
    for (const [, pid = ''] of helpers) await expect.poll(() => isRunning(pid)).toBe(false)
  })
})

describe('the files of a session', () => {
  it('open any display to who has the cookie', () => {
    const cookie = Buffer.alloc(16, 7)
    const expected = `ffff${'0000'}${'0000'}0012${Buffer.from('MIT-MAGIC-COOKIE-1').toString('hex')}0010${cookie.toString('hex')}`
    expect(xAuthority(cookie).toString('hex')).toBe(expected)
  })

  it('make a bus that starts no service of the machine', () => {
    expect(busConfiguration('/somewhere')).not.toContain('servicedir')
  })
})

/** A process that has ended stays in the table until its parent collects it. */
function isRunning(pid: string): boolean {
  const status = `/proc/${pid}/status`
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}
