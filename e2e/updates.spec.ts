/** Updates in the built app, from a real HTTPS server with a signed feed. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type FeedServer, feedServer, file, sha512 } from '../test/updates/feed-server.ts'
import { test as base, expect, grace } from './fixtures.ts'
import type { App } from './support/app.ts'
import { violations } from './support/axe.ts'

/** A folder with an app in it, and the archive of the version to replace it. */
interface Portable {
  readonly executable: string
  readonly archive: Uint8Array
}

const test = base.extend<{ feed: FeedServer; portable: Portable }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  feed: async ({}, use) => {
    const feed = await feedServer({ time: Date.now() })
    await use(feed)
    await feed.stop()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  portable: async ({}, use) => {
    const parent = mkdtempSync(join(tmpdir(), 'latchkey-portable-'))
    for (const name of ['old', 'new']) {
      mkdirSync(join(parent, name))
      writeFileSync(join(parent, name, 'latchkey'), name)
      chmodSync(join(parent, name, 'latchkey'), 0o755)
      writeFileSync(join(parent, name, 'files.txt'), 'files.txt\nlatchkey\n')
    }
    const archive = join(parent, 'new.tar.gz')
    execFileSync('tar', ['-czf', archive, '-C', parent, 'new'])
    await use({ executable: join(parent, 'old', 'latchkey'), archive: readFileSync(archive) })
    rmSync(parent, { recursive: true, force: true })
  },
})

const offered = (feed: FeedServer, { archive }: Portable) => {
  feed.answer('portable', file(archive))
  return feed.publish({
    version: '9.0.0',
    notes: 'Faster, and with fewer surprises.',
    artefacts: [
      {
        platform: process.platform,
        arch: process.arch,
        kind: 'portable',
        url: `${feed.base}portable`,
        size: archive.length,
        sha512: sha512(archive),
      },
    ],
  })
}

const switches = (feed: FeedServer, executable?: string) => ({
  updates: {
    ...feed.config(),
    caFile: feed.caFile,
    ...(executable === undefined ? {} : { executable }),
  },
})

async function looks(app: App, path: (name: string) => string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme })
    expect(await violations(app.page)).toEqual([])
    await app.page.screenshot({ path: path(`${name}-${colorScheme}.png`) })
  }
}

test('without a place for updates it says so, and asks nobody', async ({ app, person }, info) => {
  await person.begins()
  await person.goesTo('About Latchkey')
  await person.reads('looks for no updates and asks nobody')
  await looks(app, (name) => info.outputPath(name), 'none')
})

// biome-ignore lint/suspicious/noSkippedTests: on other systems a person opens the file
test.skip(process.platform !== 'linux', 'a folder is replaced on Linux alone')

test('the owner is told before anything is asked, looks, and has it installed on closing', async ({
  app,
  feed,
  person,
  portable,
}, info) => {
  await offered(feed, portable)
  app.set(switches(feed, portable.executable))
  await person.begins()
  expect(feed.asked).toEqual([])
  await person.press('Latchkey will look for updates')
  await person.reads('once a day it asks localhost')
  await looks(app, (name) => info.outputPath(name), 'told')
  await person.press('That’s fine')
  await person.press('Look now')
  await person.reads('Latchkey 9.0.0 is here')
  await looks(app, (name) => info.outputPath(name), 'ready')
  expect(readFileSync(portable.executable, 'utf8')).toBe('old')
  await person.press('Install when I close Latchkey')
  await person.reads('It will be installed when you close Latchkey.')
  await app.close()
  expect(readFileSync(portable.executable, 'utf8')).toBe('new')
})

test('a folder that holds anything of a person’s is left to them, and so is what is beside it', async ({
  app,
  feed,
  person,
  portable,
}) => {
  const letter = join(dirname(portable.executable), 'letter.txt')
  await offered(feed, portable)
  app.set(switches(feed, portable.executable))
  await person.begins()
  await person.goesTo('About Latchkey')
  await person.press('Look now')
  await person.reads('Latchkey 9.0.0 is here')
  await person.press('Install when I close Latchkey')
  await person.reads('It will be installed when you close Latchkey.')
  // Written after the update was scheduled.
  writeFileSync(letter, 'of a person')
  await app.restart()
  expect(readFileSync(portable.executable, 'utf8')).toBe('old')
  expect(readFileSync(letter, 'utf8')).toBe('of a person')
  await person.signsIn()
  await person.goesTo('About Latchkey')
  await person.reads('Other files lie in Latchkey’s folder')
  await expect(person.button('Show the file')).toBeVisible()
  await expect(person.button('Close and install now')).toHaveCount(0)
})

test('a member sees the line, and decides nothing', async ({ app, feed, person, portable }) => {
  await offered(feed, portable)
  app.set(switches(feed, portable.executable))
  await person.begins()
  await person.goesTo('About Latchkey')
  await person.press('Look now')
  await person.reads('Latchkey 9.0.0 is here')
  await person.signsOut()
  await person.press('Create an account')
  await person.createsAccount(grace)
  await person.press('Latchkey 9.0.0 is ready')
  await person.reads('The owner of Latchkey on this computer decides about updates.')
  await expect(person.button('Look now')).toHaveCount(0)
  type WithApi = typeof globalThis & {
    readonly latchkey: import('../src/contract/api.ts').AppApi
  }
  const answers = await app.page.evaluate(async () => {
    const { latchkey } = globalThis as WithApi
    return [
      await latchkey.updatesCheck(),
      await latchkey.updatesSet({ enabled: false }),
      await latchkey.updatesPlan({ install: true }),
      await latchkey.updatesRestart(),
      await latchkey.updatesShowFile(),
    ]
  })
  for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'FORBIDDEN' })
  await app.close()
  expect(readFileSync(portable.executable, 'utf8')).toBe('old')
})

test('a forged or damaged update is thrown away with plain words, and offline is no alarm', async ({
  app,
  feed,
  person,
  portable,
}, info) => {
  await offered(feed, portable)
  feed.answer('portable', file(Buffer.alloc(portable.archive.length)))
  app.set(switches(feed, portable.executable))
  await person.begins()
  await person.goesTo('About Latchkey')
  await person.press('Look now')
  await person.reads('The download was not what was promised.')
  await looks(app, (name) => info.outputPath(name), 'damaged')
  feed.answer('feed', file(Buffer.from('{"payload":"","signatures":[]}')))
  await person.press('Look now')
  await person.reads('was not made by the people who make Latchkey')
  await feed.stop()
  await person.press('Look now')
  await person.reads('can’t be reached right now')
  await app.close()
  expect(readFileSync(portable.executable, 'utf8')).toBe('old')
})
