/** The secrets that main keeps without anyone's password. */
import { describe, expect, it } from 'vitest'
import { fakeKeychain } from '../fakes/keychain.ts'
import { restarted, type World, world } from '../world.ts'

const bytes = Uint8Array.from([1, 2, 3])
const recall = async (w: World, name = 'a') => {
  const value = await w.secrets.recall(name)
  return value instanceof Uint8Array ? [...value] : value
}

describe('a secret', () => {
  it('lies sealed under a key that only the keychain gives out', async () => {
    const w = world()
    expect(await w.secrets.keep('a', bytes)).toBe('protected')
    expect(await recall(restarted(w))).toEqual([1, 2, 3])
    w.keychain.mark = 2
    expect(await recall(restarted(w))).toBe('lost')
  })

  it('does not open under another name', async () => {
    const w = world()
    await w.secrets.keep('a', bytes)
    await w.secrets.keep('b', bytes)
    const row = w.secretStore.get('a')
    if (row) w.secretStore.put('b', row.protection, row.value)
    expect(await recall(w, 'b')).toBe('lost')
    expect(await recall(w, 'a')).toEqual([1, 2, 3])
  })

  it('that lies in the open is not believed where the keychain protects', async () => {
    const w = world({ keychain: Object.assign(fakeKeychain(), { missing: true }) })
    await w.secrets.agree(true)
    expect(await w.secrets.keep('a', bytes)).toBe('unprotected')
    expect(await recall(restarted(w))).toEqual([1, 2, 3])
    w.keychain.missing = false
    const again = restarted(w)
    expect(await recall(again)).toBe('lost')
    expect(await again.secrets.keep('a', bytes)).toBe('protected')
  })

  it('lives until the app closes without a keychain and without the owner’s word', async () => {
    const w = world()
    w.keychain.missing = true
    expect(await w.secrets.keep('a', bytes)).toBe('session')
    expect(await recall(w)).toEqual([1, 2, 3])
    expect(await recall(restarted(w))).toBe('lost')
  })

  it('leaves the file when the owner takes the word back, and stays for the session', async () => {
    const w = world()
    w.keychain.missing = true
    await w.secrets.agree(true)
    await w.secrets.keep('a', bytes)
    await w.secrets.agree(false)
    expect(w.secretStore.get('a')).toMatchObject({ protection: 'session', value: Buffer.of() })
    expect(await recall(w)).toEqual([1, 2, 3])
  })

  it('in the file is believed only as long as the owner agrees to that', async () => {
    const w = world()
    w.keychain.missing = true
    await w.secrets.agree(true)
    await w.secrets.keep('a', bytes)
    w.settings.set('secrets.keep-unprotected', false)
    expect(await recall(restarted(w))).toBe('lost')
  })

  it('of the demo asks no keychain and nobody else', async () => {
    const w = world({ demo: true })
    expect(await w.secrets.keep('a', bytes)).toBe('unprotected')
    expect(await recall(w)).toEqual([1, 2, 3])
    expect(w.keychain.asked).toBe(0)
  })

  it('is not shown among the names with the keys that it lies under', async () => {
    const w = world()
    await w.secrets.keep('a', bytes)
    expect(w.secrets.names('')).toEqual(['a'])
    expect(w.secretStore.names('root/')).toHaveLength(1)
  })
})

describe('the root key', () => {
  it.each([1, 20, 33, 48])(
    'is not believed when byte %i of what the keychain opens was changed',
    async (at) => {
      const w = world()
      await w.secrets.keep('a', bytes)
      const [name = ''] = w.secretStore.names('root/protected/')
      const value = Uint8Array.from(w.secretStore.get(name)?.value ?? [])
      value[at] = (value[at] ?? 0) ^ 1
      w.secretStore.put(name, 'protected', value)
      expect(await recall(restarted(w))).toBe('lost')
    },
  )

  it('is made once, when two need it at once', async () => {
    const w = world()
    await Promise.all([w.secrets.keep('a', bytes), w.secrets.keep('b', bytes)])
    expect(w.secretStore.names('root/')).toHaveLength(1)
    const again = restarted(w)
    expect([await recall(again, 'a'), await recall(again, 'b')]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
  })
})

describe('the mail server', () => {
  it('is not the one that somebody wrote into the file: mails wait, and the owner is asked', async () => {
    const w = world()
    await w.withMail()
    const stored = w.settings.get('mail.server') as Record<string, unknown>
    for (const change of [
      { host: 'evil.example' },
      { port: 25 },
      { security: 'none' },
      { user: '' },
      { linkPage: 'https://evil.example/' },
    ]) {
      w.settings.set('mail.server', { ...stored, ...change })
      expect(await w.mail.route()).toBeNull()
      expect(await w.mail.view()).toMatchObject({ passwordLost: true, hasPassword: false })
    }
    w.settings.set('mail.server', stored)
    expect((await w.mail.route())?.server.password).toBe('server password')
    w.secrets.forget('mail-server')
    expect(await w.mail.route()).toBeNull()
  })

  it('without a password is taken as it is only where nothing protects', async () => {
    const w = world()
    w.keychain.missing = true
    const input = { host: 'mail.example', port: 25, security: 'starttls', user: '' } as const
    await w.mail.save({
      ...input,
      login: 'none',
      password: '',
      clientId: '',
      clientSecret: '',
      refreshToken: '',
      accessUrl: '',
      pin: '',
      fromName: 'L',
      fromAddress: 'l@example.com',
      linkPage: '',
      keepUnprotected: false,
    })
    const again = restarted(w)
    expect(await again.mail.route()).toMatchObject({
      server: { host: 'mail.example', password: '' },
    })
    again.keychain.missing = false
    expect(await restarted(again).mail.route()).toBeNull()
  })
})
