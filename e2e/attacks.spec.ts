/** A page under an attacker's control, or a stranger at the keyboard, gains nothing. */
import { readFileSync } from 'node:fs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { camel, events } from '../src/contract/api.ts'
import { channels } from '../src/contract/channels.ts'
import { ada, expect, linkOf, minute, test } from './fixtures.ts'

test('the page has the contract’s functions and nothing of Node', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  const found = await app.page.evaluate(() => {
    const all = globalThis as unknown as Record<string, unknown>
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global']
    return {
      node: names.filter((name) => name in all),
      bridge: Object.keys(all['latchkey'] as object),
      takesChannels: Object.values(all['latchkey'] as object).some((call) =>
        /invoke/.test(String(call)),
      ),
    }
  })
  expect(found.node).toEqual([])
  expect(found.takesChannels).toBe(false)
  const listeners = events.app.map((name) => camel(`on-${name}`))
  const calls = Object.entries(channels).filter(([, { window }]) => window === 'app')
  const names = calls.map(([name]) => camel(name))
  expect(found.bridge.toSorted()).toEqual([...names, ...listeners].toSorted())
})

test('a preload knows the names of its own window’s channels, and no schema', () => {
  const [app, mailbox] = ['index', 'mailbox'].map((name) =>
    readFileSync(fromRoot('out', 'preload', `${name}.cjs`), 'utf8'),
  )
  expect(app).toContain('account.sign-in')
  expect(app).not.toContain('mailbox.clear')
  expect(mailbox).toContain('mailbox.clear')
  expect(mailbox).not.toContain('account.sign-in')
  for (const preload of [app, mailbox]) expect(preload).not.toMatch(/strictObject|safeParse|zod/i)
})

test('the window’s title says what main gave it, whatever the page says', async ({
  app,
  person,
}) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  await app.page.evaluate(() => {
    document.title = 'Bank of the North'
  })
  expect(await app.page.title()).toBe('Bank of the North')
  const titles = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  )
  expect(titles).toEqual(['Latchkey'])
})

test('the page cannot load, run, open or leave for anything', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  const reached = await app.page.evaluate(async () => {
    const tries: Record<string, () => unknown> = {
      https: () => fetch('https://example.com/'),
      loopback: () => fetch('http://127.0.0.1:9/'),
      file: () => fetch('file:///etc/passwd'),
      ownFiles: () => fetch('app://latchkey/../../package.json'),
      otherHost: () => fetch('app://mail/x'),
      // Delayed, because code that Playwright runs directly is exempt from the page's policy.
      eval: () =>
        new Promise((ran, refused) => {
          setTimeout(() => {
            try {
              ran(new Function('return 1')())
            } catch (error) {
              refused(error)
            }
          })
        }),
      html: () => {
        document.body.innerHTML = '<b>x</b>'
      },
      clipboard: () => navigator.clipboard.readText(),
      socket: () =>
        new Promise((open, refuse) => {
          const socket = new WebSocket('ws://127.0.0.1:9/')
          socket.onopen = open
          socket.onerror = refuse
        }),
      worker: () => new Worker('data:text/javascript,0'),
    }
    const through: string[] = []
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt()
        through.push(name)
      } catch {
        // Refused, as expected.
      }
    }
    if (window.open('https://example.com/') !== null) through.push('window')
    return through
  })
  expect(reached).toEqual([])

  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://mail/1',
  ]) {
    await app.page.evaluate((url) => {
      location.href = url
    }, target)
  }
  // Read through main, because Playwright would wait for a navigation that never ends.
  const seen = await app.electron.evaluate(({ webContents }) =>
    Promise.all(
      webContents.getAllWebContents().map(async (contents) => ({
        url: contents.getURL(),
        heading: await contents.executeJavaScript('document.querySelector("h1").textContent'),
      })),
    ),
  )
  expect(seen).toEqual([{ url: 'app://latchkey/index.html', heading: 'Welcome to Latchkey' }])
})

test('a frame inside the page has no bridge', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  const inside = await app.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return 'latchkey' in (frame.contentWindow ?? {})
  })
  expect(inside).toBe(false)
})

test('no window is opened without isolation and sandbox', async ({ app, person }) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  await person.press('Open the mailbox')
  await app.mailbox()
  const preferences = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const { contextIsolation, sandbox, nodeIntegration, webSecurity } = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      return { contextIsolation, sandbox, nodeIntegration, webSecurity }
    }),
  )
  expect(preferences).toHaveLength(2)
  for (const one of preferences) {
    expect(one).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    })
  }
})

test('each page has the policy that is promised, to the letter', async ({ app, person }) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  await person.press('Open the mailbox')
  const mailbox = await app.mailbox()
  const mail = (await mailbox.locator('iframe').getAttribute('src')) ?? ''
  const policyOf = (url: string) =>
    app.electron.evaluate(async ({ session }, asked) => {
      const { headers } = await session.defaultSession.fetch(asked)
      return headers.get('content-security-policy')?.split('; ')
    }, url)
  const trusted = ["require-trusted-types-for 'script'", "trusted-types 'none'"]
  const noForm = ["base-uri 'none'", "form-action 'none'"]
  const own = ["script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"]
  const top = [...own, "frame-ancestors 'none'", ...noForm, ...trusted]
  expect(await policyOf('app://latchkey/index.html')).toEqual(["default-src 'none'", ...top])
  const framed = top.toSpliced(own.length, 0, 'frame-src app://mail latchkey:')
  expect(await policyOf('app://latchkey/mailbox.html')).toEqual(["default-src 'none'", ...framed])
  expect(mail).toMatch(/^app:\/\/mail\//)
  expect(await policyOf(mail)).toEqual([
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    'frame-ancestors app://latchkey',
    ...noForm,
    'sandbox',
  ])
  expect(await policyOf('app://away/')).toEqual(["default-src 'none'"])
  expect(await policyOf('app://latchkey/nothing.html')).toEqual(["default-src 'none'"])
})

test('a page downloads nothing', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  await app.electron.evaluate(({ session }) => {
    const seen: boolean[] = []
    Object.assign(globalThis, { downloads: seen })
    // Runs after the app's own listener.
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented))
  })
  await app.page.evaluate(() => {
    const text = URL.createObjectURL(new Blob(['what the page knows']))
    for (const href of [text, 'app://latchkey/index.html', 'data:text/plain,what it knows']) {
      const link = Object.assign(document.createElement('a'), { href, download: 'secrets.txt' })
      document.body.append(link)
      link.click()
    }
  })
  const downloads = () =>
    app.electron.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads)
  await expect.poll(downloads).toEqual([true, true, true])
})

test('asking for a reset shows the same for a known, an unknown and a throttled address', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await app.restart()
  const shown: string[] = []
  for (const email of [ada.email, 'nobody@example.com']) {
    await person.asksForReset(email)
    await expect(app.page.getByRole('button', { name: /^Send again in/ })).toBeVisible()
    const text = await app.page.locator('body').innerText()
    shown.push(text.replaceAll(email, 'WHO').replace(/\d+:\d\d(:\d\d)?( [AP]M)?/g, 'TIME'))
    await app.restart()
  }
  expect(shown[1]).toBe(shown[0])

  const waits: string[] = []
  for (const email of [ada.email, 'nobody@example.com']) {
    await person.press('Forgot password?')
    await person.fill('E-mail address', email)
    await person.press('Send the mail')
    const wait = app.page.getByText('A mail was asked for just now.', { exact: false })
    await expect(wait.first()).toBeVisible()
    waits.push((await wait.first().innerText()).replace(/\d+:\d\d/g, 'TIME'))
    await app.restart()
  }
  expect(waits[1]).toBe(waits[0])
})

test('a mail server that refuses, or is silent, is invisible to the one who asks', async ({
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ recipient: 550 })
  await person.asksForReset()
})

test('a mail that could not be sent goes out when the server is back', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ hangUp: true })
  await person.asksForReset()
  await server.setFaults({})
  await app.restart()
  await server.waitForMail(ada.email)
})

test('malformed links, thousands in a row, change nothing', async ({ app, person, server }) => {
  const link = linkOf(await person.getsResetMail(server))
  // Runs by itself: this creates so many strings that main could garbage-collect the call's result.
  await app.electron.evaluate(({ app: electronApp }, good) => {
    setImmediate(() => {
      for (let i = 0; i < 10_000; i += 1) {
        const at = (i * 7919) % good.length
        const bad = `${good.slice(0, at)}%00&${String.fromCharCode(33 + (i % 90))}${good.slice(at)}`
        electronApp.emit('open-url', { preventDefault: () => {} }, bad)
      }
    })
  }, link)
  await person.sees('This link doesn’t work')
  app.passTime(minute)
  await app.openLink(link, '--no-such-switch', '--inspect=0')
  await person.sees('Choose a new password')
})
