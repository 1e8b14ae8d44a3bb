import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { InstallWay } from '@contract/program-models'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeKey } from '../../scripts/release/feed.mjs'
import { httpsFeed } from '../../src/main/adapters/updates/feed.ts'
import { updateFiles } from '../../src/main/adapters/updates/files.ts'
import { updateStateFile } from '../../src/main/adapters/updates/state-file.ts'
import { updates } from '../../src/main/domain/updates/updates.ts'
import { day, hour, temporaryFolder } from '../world.ts'
import { type FeedServer, feedServer, file } from './feed-server.ts'

const start = Date.UTC(2026, 10, 21, 9)
const agent = 'Latchkey/0.1.0 (linux x64)'

/** A computer that checks for updates, with a folder of its own. Only its clock and installer are fake. */
function computer(
  server: Pick<FeedServer, 'config'>,
  options: {
    folder?: string
    version?: string
    way?: InstallWay
    config?: object
    dataVersion?: number
    patience?: number
    time?: number
  } = {},
) {
  const folder = options.folder ?? temporaryFolder()
  const clock = { time: options.time ?? start, now: () => clock.time }
  const installed: { file: string; bytes: string; reopen: boolean }[] = []
  const logged: string[] = []
  const timers = new Set<{ work: () => void; at: number }>()
  const note = (what: string, fields?: object) =>
    void logged.push(`${what} ${JSON.stringify(fields ?? {})}`)
  const config = { ...server.config(), ...options.config }
  const store = updateStateFile(join(folder, 'state.json'))
  const self = updates({
    clock,
    later(work, delayMs) {
      const timer = { work, at: clock.time + delayMs }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    log: { error: note, warn: note, info: note },
    feed: httpsFeed(config, agent, options.patience),
    files: updateFiles({ folder, agent, ca: config.ca }),
    installer: {
      way: () => Promise.resolve(options.way ?? 'system'),
      install(path, reopen) {
        installed.push({ file: path, bytes: readFileSync(path, 'utf8'), reopen })
        return Promise.resolve(true)
      },
      show: () => {},
    },
    store,
    target: {
      version: options.version ?? '0.1.0',
      dataVersion: options.dataVersion ?? 3,
      platform: 'linux',
      arch: 'x64',
    },
  })
  return {
    ...self,
    folder,
    clock,
    store,
    logged,
    installed,
    timers,
    async looks() {
      await self.check()
      await self.downloaded()
      return self.facts()
    },
    files: () => readdirSync(folder).filter((name) => !name.startsWith('state')),
  }
}

async function serving(options: Partial<Parameters<typeof feedServer>[0]> = {}) {
  const server = await feedServer({ time: start, ...options })
  onTestFinished(server.stop)
  return server
}

/** What must hold after every attack: nothing is offered, kept or installed. */
async function expectNothing(one: ReturnType<typeof computer>) {
  expect((await one.facts()).update).toBeNull()
  one.plan(true)
  expect(await one.install(false)).toBe(false)
  expect(one.installed).toEqual([])
  expect(one.files().filter((name) => !name.endsWith('.part'))).toEqual([])
}

describe('a new version', () => {
  test('is found, downloaded, found good, and installed only when it was wanted and the app is closed', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server)
    const { update, problem } = await one.looks()
    expect(problem).toBeNull()
    expect(update).toMatchObject({ version: '0.2.0', notes: 'What is new', state: 'ready' })
    expect(await one.install(false)).toBe(false)
    one.plan(true)
    expect(await one.install(true)).toBe(true)
    expect(one.installed).toEqual([
      { file: expect.stringMatching(/\.deb$/), bytes: server.program.toString(), reopen: true },
    ])
    const [name = ''] = one.files()
    expect(statSync(join(one.folder, name)).mode & 0o777).toBe(0o600)
  })

  test('tells the place with updates nothing but program, version and platform', async () => {
    const server = await serving()
    await server.publish()
    await computer(server).looks()
    expect(server.asked).toHaveLength(2)
    for (const { headers } of server.asked) {
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ])
      expect(headers['user-agent']).toBe(agent)
    }
  })

  test('of a download that was cut off only the rest is fetched', async () => {
    const server = await serving()
    await server.publish()
    const half = server.program.length / 2
    server.answer('deb', (_request, response) => {
      response.writeHead(200, { 'content-length': server.program.length })
      response.write(server.program.subarray(0, half), () => response.destroy())
    })
    const one = computer(server)
    expect((await one.looks()).problem).toBe('offline')
    server.answer('deb', file(server.program))
    const { update } = await one.looks()
    expect(update?.state).toBe('ready')
    expect(server.asked.at(-1)?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
  })

  test('once it runs, its file is gone and nothing is said', async () => {
    const server = await serving()
    await server.publish()
    const before = computer(server)
    await before.looks()
    const after = computer(server, { folder: before.folder, version: '0.2.0' })
    await after.start()
    expect(await after.facts()).toMatchObject({ update: null, problem: null })
    expect(after.files()).toEqual([])
  })

  test('that was handed to the system and is not there is offered again, and it is said', async () => {
    const server = await serving()
    await server.publish()
    const before = computer(server)
    await before.looks()
    before.plan(true)
    await before.install(false)
    const after = computer(server, { folder: before.folder })
    await after.start()
    expect(await after.facts()).toMatchObject({
      problem: 'not-installed',
      update: { state: 'ready' },
    })
  })

  test('that was not installed is no longer a problem once the owner plans it again', async () => {
    const server = await serving()
    await server.publish()
    const before = computer(server)
    await before.looks()
    before.plan(true)
    await before.install(false)
    const after = computer(server, { folder: before.folder })
    await after.start()
    after.plan(true)
    expect(await after.facts()).toMatchObject({ problem: null, update: { state: 'planned' } })
  })

  test('shows how far its download is, at most twice a second', async () => {
    const server = await serving()
    await server.publish()
    const part = 1_000
    let response: ServerResponse | undefined
    server.answer('deb', (_request, answer) => {
      answer.writeHead(200, { 'content-length': server.program.length })
      answer.flushHeaders()
      response = answer
    })
    const one = computer(server)
    await one.check()
    let told = 0
    one.onChange(() => {
      told += 1
    })
    const receives = async (count: number) => {
      await expect.poll(() => response).toBeDefined()
      response?.write(server.program.subarray((count - 1) * part, count * part))
      await expect
        .poll(async () => (await one.facts()).update?.received, { interval: 5 })
        .toBe(count * part)
    }
    await receives(1)
    expect(told).toBe(1)
    one.clock.time += 499
    await receives(2)
    expect(told).toBe(1)
    one.clock.time += 1
    await receives(3)
    expect(told).toBe(2)
    one.stop()
    await one.downloaded()
  })

  test('that was signed with an old and a new key is good for who knows either', async () => {
    const server = await serving()
    const next = await makeKey()
    await server.publish({}, [server.key, next])
    for (const { public: known } of [server.key, next]) {
      const one = computer(server, { config: { keys: [known] } })
      expect((await one.looks()).update?.state).toBe('ready')
    }
  })

  test('that was signed anew meanwhile is installed by its newest statement, without another download', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server)
    await one.looks()
    one.plan(true)
    one.clock.time = start + 31 * day
    const issuedAt = new Date(start + 30 * day).toISOString()
    const expiresAt = new Date(start + 60 * day).toISOString()
    await server.publish({ issuedAt, expiresAt })
    expect(await one.looks()).toMatchObject({ problem: null, update: { state: 'planned' } })
    expect(server.asked.map(({ url }) => url)).toEqual(['/feed', '/deb', '/feed'])
    expect(await one.install(false)).toBe(true)
  })

  test('fits how this copy was installed', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server, { way: 'folder' })
    await one.looks()
    expect(one.files()).toEqual(['latchkey-0.2.0-x64.tar.gz'])
  })
})

describe('looking by itself', () => {
  test('a version without a place for updates asks nobody', async () => {
    const server = await serving()
    const one = computer(server, { config: { url: '' } })
    await one.start()
    one.shown()
    await one.looks()
    expect(server.asked).toEqual([])
    expect(one.timers.size).toBe(0)
    expect(await one.facts()).toMatchObject({ host: null, enabled: false })
  })

  test('nothing is asked before the owner could read that it will be, and for a day after', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server)
    await one.start()
    expect(one.timers.size).toBe(0)
    one.shown()
    expect([...one.timers].map(({ at }) => at - start)).toEqual([day])
  })

  test('the owner’s yes makes it look soon, their no stops it for good', async () => {
    const server = await serving()
    const one = computer(server)
    one.shown()
    one.set(true)
    expect([...one.timers][0]?.at).toBeLessThan(start + hour)
    one.set(false)
    expect(one.timers.size).toBe(0)
    const later = computer(server, { folder: one.folder })
    await later.start()
    later.shown()
    expect(later.timers.size).toBe(0)
    expect((await later.facts()).enabled).toBe(false)
  })

  test('where it cannot be read what the owner decided, nothing is asked', async () => {
    const server = await serving()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'state.json'), '{"enabled":tr')
    const one = computer(server, { folder })
    await one.start()
    one.shown()
    expect(one.timers.size).toBe(0)
  })

  test('switched off in the middle of a download it stops, and says nothing of a failure', async () => {
    const server = await serving()
    await server.publish()
    server.answer('deb', (_request, response) => {
      response.writeHead(200, { 'content-length': server.program.length })
      response.write('the next')
    })
    const one = computer(server)
    await one.check()
    one.set(false)
    await one.downloaded()
    expect(await one.facts()).toMatchObject({ problem: null, update: null })
  })
})

describe('what is not believed', () => {
  test('a statement by another key, even under the name of ours', async () => {
    const server = await serving()
    const other = await makeKey()
    const posing = { ...other, private: { ...other.private, kid: server.key.public.kid } }
    await server.publish({}, [posing])
    const one = computer(server)
    expect((await one.looks()).problem).toBe('untrusted')
    await expectNothing(one)
  })

  test('a statement that was changed after it was signed, or not signed at all', async () => {
    const server = await serving()
    const good = JSON.parse(await server.publish()) as { payload: string; signatures: object[] }
    const changed = Buffer.from(JSON.stringify(server.release({ version: '9.0.0' })))
    const payload = changed.toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"latchkey-updates"}').toString('base64url')
    for (const text of [
      JSON.stringify({ ...good, payload }),
      JSON.stringify({ ...good, signatures: [] }),
      JSON.stringify({ payload, signatures: [{ protected: none, signature: '' }] }),
      JSON.stringify(server.release()),
      '{',
      '',
      'null',
    ]) {
      server.answer('feed', file(Buffer.from(text)))
      const one = computer(server)
      expect((await one.looks()).problem).toBe('untrusted')
      await expectNothing(one)
    }
  })

  test('something else that the same key signed', async () => {
    const server = await serving()
    const { GeneralSign, importJWK } = await import('jose')
    const sign = new GeneralSign(Buffer.from(JSON.stringify(server.release())))
    const key = await importJWK(server.key.private, 'EdDSA')
    sign
      .addSignature(key)
      .setProtectedHeader({ alg: 'EdDSA', kid: server.key.public.kid, typ: 'another' })
    server.answer('feed', file(Buffer.from(JSON.stringify(await sign.sign()))))
    const one = computer(server)
    expect((await one.looks()).problem).toBe('untrusted')
    await expectNothing(one)
  })

  test('a signed statement of another product, or of a shape that this version does not know', async () => {
    const server = await serving()
    for (const changes of [
      { product: 'another' },
      { format: 2 },
      { version: 'newest' },
      { artefacts: [{ ...server.release().artefacts[0], url: 'http://localhost/deb' }] },
      { artefacts: [{ ...server.release().artefacts[0], sha512: 'abc' }] },
      { artefacts: [{ ...server.release().artefacts[0], size: 1e12 }] },
    ]) {
      await server.publish(changes)
      const one = computer(server)
      expect((await one.looks()).problem).toBe('unreadable')
      await expectNothing(one)
    }
  })

  test('an older statement than one that was seen, after a restart as well', async () => {
    const server = await serving()
    const old = await server.publish()
    await server.publish({ version: '0.3.0', issuedAt: new Date(start + hour).toISOString() })
    const one = computer(server, { time: start + 2 * hour })
    await one.looks()
    server.answer('feed', file(Buffer.from(old)))
    const again = computer(server, { folder: one.folder, time: start + 2 * hour })
    expect((await again.looks()).problem).toBe('rollback')
    expect((await again.facts()).update?.version).toBe('0.3.0')
  })

  test('a newer statement that offers an older version than was offered before', async () => {
    const server = await serving()
    await server.publish({ version: '0.3.0' })
    const one = computer(server)
    await one.looks()
    await server.publish({ version: '0.2.0', issuedAt: new Date(start + hour).toISOString() })
    expect((await one.looks()).problem).toBe('rollback')
  })

  test('a version that is older than the one that runs, or the same, is no update', async () => {
    const server = await serving()
    for (const version of ['0.0.9', '0.1.0', '0.1.0-rc.9']) {
      await server.publish({ version })
      const one = computer(server)
      expect((await one.looks()).problem).toBeNull()
      await expectNothing(one)
    }
  })

  test('a statement past its end: somebody may be holding the newer ones back', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server, { time: start + 31 * day })
    expect((await one.looks()).problem).toBe('outdated')
    await expectNothing(one)
  })

  test('a clock that is behind: then the age of a statement cannot be told', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server, { time: start - 3 * day })
    expect((await one.looks()).problem).toBe('clock')
    await expectNothing(one)
  })

  test('a version that could not read this computer’s data', async () => {
    const server = await serving()
    for (const changes of [{ oldestData: 4 }, { newestData: 2 }]) {
      await server.publish(changes)
      const one = computer(server)
      expect((await one.looks()).problem).toBe('data')
      await expectNothing(one)
    }
  })

  test('a download with one bit changed, too short, or too long', async () => {
    const server = await serving()
    await server.publish()
    const changed = Buffer.from(server.program)
    changed[1_000] = (changed[1_000] ?? 0) ^ 1
    for (const bytes of [
      changed,
      server.program.subarray(0, -1),
      Buffer.concat([server.program, Buffer.from('x')]),
    ]) {
      server.answer('deb', file(bytes))
      const one = computer(server)
      expect((await one.looks()).problem).toBe('damaged')
      await expectNothing(one)
      expect(one.files()).toEqual([])
    }
  })

  test('a download without end', async () => {
    const server = await serving()
    await server.publish()
    server.answer('deb', (_request, response) => {
      response.writeHead(200)
      const more = () => {
        while (response.write(server.program)) if (response.destroyed) return
        response.once('drain', more)
      }
      more()
    })
    const one = computer(server)
    expect((await one.looks()).problem).toBe('damaged')
    await expectNothing(one)
  })

  test('a rest that does not belong to what was fetched before', async () => {
    const server = await serving()
    await server.publish()
    server.answer('deb', (_request, response) => {
      response.writeHead(200, { 'content-length': server.program.length })
      response.write(server.program.subarray(0, 50_000), () => response.destroy())
    })
    const one = computer(server)
    await one.looks()
    server.answer('deb', (_request, response) => {
      response
        .writeHead(206, { 'content-range': `bytes 7-99/${server.program.length}` })
        .end('wrong')
    })
    expect((await one.looks()).problem).toBe('server')
    await expectNothing(one)
  })

  test('a way on to another place, to one without encryption or to one with it', async () => {
    const server = await serving()
    const elsewhere = await serving()
    await elsewhere.publish()
    const open: string[] = []
    const plain = createServer((request, response) => {
      open.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done))
    onTestFinished(() => void plain.close())
    const places = [
      `http://127.0.0.1:${(plain.address() as AddressInfo).port}/feed`,
      `${elsewhere.base}feed`,
    ]
    for (const location of places) {
      for (const status of [301, 302, 307, 308]) {
        server.answer('feed', (_request, response) =>
          response.writeHead(status, { location }).end(),
        )
        const one = computer(server)
        expect((await one.looks()).problem).toBe('server')
        await expectNothing(one)
      }
    }
    await server.publish()
    const location = `${elsewhere.base}deb`
    server.answer('deb', (_request, response) => response.writeHead(302, { location }).end())
    const one = computer(server)
    expect((await one.looks()).problem).toBe('server')
    await expectNothing(one)
    expect([open, elsewhere.asked]).toEqual([[], []])
  })

  test('an answer that is far too large, or that never ends', async () => {
    const server = await serving()
    const spaces = Buffer.alloc(64 * 1024, ' ')
    server.answer('feed', (_request, response) => {
      response.writeHead(200)
      const more = () => {
        while (response.write(spaces)) if (response.destroyed) return
        response.once('drain', more)
      }
      more()
    })
    const one = computer(server)
    expect((await one.looks()).problem).toBe('server')
    await expectNothing(one)
  })

  test('an answer that is packed, which may grow without end', async () => {
    const server = await serving()
    server.answer('feed', (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    )
    expect((await computer(server).looks()).problem).toBe('server')
  })

  test.each(['expired', 'wrong-name', 'untrusted'] as const)(
    'a server whose certificate is %s',
    async (certificate) => {
      const server = await serving({ certificate })
      await server.publish()
      const one = computer(server)
      expect((await one.looks()).problem).toBe('server')
      await expectNothing(one)
      expect(server.asked).toEqual([])
    },
  )

  test('what was good when it came and is not when it is installed: past its end, or before its time', async () => {
    const server = await serving()
    await server.publish()
    for (const [time, problem] of [
      [start + 31 * day, 'outdated'],
      [start - 3 * day, 'clock'],
    ] as const) {
      const one = computer(server)
      await one.looks()
      one.plan(true)
      one.clock.time = time
      expect(await one.install(false)).toBe(false)
      expect(one.installed).toEqual([])
      // The update is kept, no longer planned, and the owner is told.
      const next = computer(server, { folder: one.folder, time })
      await next.start()
      expect(await next.facts()).toMatchObject({ problem, update: { state: 'ready' } })
      expect(await next.install(false)).toBe(false)
    }
  })

  test('what is older than what was seen since it came, even while the newer could not be fetched', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server, { time: start + hour })
    await one.looks()
    one.plan(true)
    await server.publish({ version: '0.3.0', issuedAt: new Date(start + hour).toISOString() })
    server.answer('deb', (_request, response) => response.destroy())
    expect((await one.looks()).problem).toBe('offline')
    expect(await one.install(false)).toBe(false)
    expect(one.installed).toEqual([])
    const next = computer(server, { folder: one.folder, time: start + hour })
    await next.start()
    expect((await next.facts()).problem).toBe('rollback')
  })

  test('a file that is not how this copy was installed, when it comes to installing it', async () => {
    const server = await serving()
    const artefacts = server.release().artefacts.filter(({ kind }) => kind === 'portable')
    await server.publish({ artefacts })
    const one = computer(server, { way: 'folder' })
    await one.looks()
    one.plan(true)
    const other = computer(server, { folder: one.folder, way: 'system' })
    expect(await other.install(false)).toBe(false)
    expect(other.installed).toEqual([])
  })

  test('a downloaded file, or the note about it, that was changed before it is installed', async () => {
    const server = await serving()
    await server.publish()
    const evil = 'something else entirely'
    const tampers: readonly ((one: ReturnType<typeof computer>) => void)[] = [
      (one) => writeFileSync(join(one.folder, one.files()[0] ?? ''), evil),
      (one) => {
        const ready = one.store.get().ready
        if (ready === null) throw new Error('nothing is ready')
        writeFileSync(join(one.folder, 'latchkey-9.9.9-x64.deb'), evil)
        const { sha512 } = server.release().artefacts[0] ?? { sha512: '' }
        one.store.set({
          ...one.store.get(),
          ready: { ...ready, version: '9.9.9', file: 'latchkey-9.9.9-x64.deb', sha512 },
        })
      },
      (one) => {
        const ready = one.store.get().ready
        if (ready === null) throw new Error('nothing is ready')
        writeFileSync(join(one.folder, ready.file), evil)
        one.store.set({
          ...one.store.get(),
          ready: { ...ready, size: evil.length, sha512: 'f'.repeat(128) },
        })
      },
    ]
    for (const tamper of tampers) {
      const one = computer(server)
      await one.looks()
      one.plan(true)
      tamper(one)
      expect(await one.install(false)).toBe(false)
      expect(one.installed).toEqual([])
    }
  })
})

describe('bad luck', () => {
  test('nobody answers: it is only said that there is no connection', async () => {
    const server = await serving()
    await server.stop()
    const one = computer(server)
    one.set(true)
    expect((await one.looks()).problem).toBe('offline')
    await expectNothing(one)
    // It is tried again automatically, but not at once.
    expect([...one.timers].map(({ at }) => at - start)).toEqual([4 * hour])
  })

  test('a server that answers a byte at a time is given up', async () => {
    const server = await serving()
    let ticks: NodeJS.Timeout | undefined
    onTestFinished(() => clearInterval(ticks))
    server.answer('feed', (_request, response) => {
      response.writeHead(200)
      ticks = setInterval(() => response.write(' '), 20)
    })
    const one = computer(server, { patience: 300 })
    expect((await one.looks()).problem).toBe('offline')
  })

  test('a failed look takes nothing away that is ready', async () => {
    const server = await serving()
    await server.publish()
    const one = computer(server)
    await one.looks()
    server.answer('feed', (_request, response) => response.writeHead(500).end())
    expect(await one.facts()).toMatchObject({ update: { state: 'ready' } })
    expect(await one.looks()).toMatchObject({ problem: 'server', update: { state: 'ready' } })
  })
})
