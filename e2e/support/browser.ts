import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, _electron as electron, type Page } from '@playwright/test'
import { fromRoot } from '../../scripts/setup/paths.mjs'

interface Seen {
  readonly requests: readonly string[]
  readonly opened: readonly string[]
}

/** An ordinary browser, and a web server that serves only the link page. */
export interface Browser {
  readonly page: Page
  /** The link page's address, without a fragment. */
  readonly address: string
  /** Loads the link page again with this fragment. */
  visit(fragment: string): Promise<void>
  /** What the browser requested, and asked other programs to open, since the last call. */
  seen(): Promise<Seen>
  /** The request lines that the server has received since the last call. */
  served(): string[]
  /** For what Playwright can't emulate in Electron. */
  readonly devtools: CDPSession
  /** From now on, every page gets every permission, as far as the computer allows. */
  permitAll(): Promise<void>
  close(): Promise<void>
}

export async function openBrowser(): Promise<Browser> {
  const html = readFileSync(fromRoot('resources', 'link-page', 'index.html'))
  const lines: string[] = []
  const server = createServer((request, response) => {
    lines.push(`${request.method} ${request.url} ${request.headers.referer ?? ''}`.trim())
    if (request.url === '/page/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    } else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page/`

  const folder = mkdtempSync(join(tmpdir(), 'latchkey-browser-'))
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const asRoot = process.getuid?.() === 0
  const app = await electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${folder}`,
      fromRoot('e2e', 'support', 'plain-browser.mjs'),
    ],
    env: env as Record<string, string>,
    chromiumSandbox: !asRoot,
  })
  const page = await app.firstWindow()
  const devtools = await page.context().newCDPSession(page)

  return {
    page,
    address,
    devtools,
    async visit(fragment) {
      // Leaves the page first: changing only the fragment wouldn't load anything.
      await page.goto('about:blank')
      await page.goto(`${address}${fragment === '' ? '' : `#${fragment}`}`)
    },
    seen: () =>
      app.evaluate(() => {
        const { seen } = globalThis as unknown as { seen: { requests: string[]; opened: string[] } }
        return { requests: seen.requests.splice(0), opened: seen.opened.splice(0) }
      }),
    served: () => lines.splice(0),
    permitAll: () =>
      app.evaluate(({ clipboard, desktopCapturer, session: { defaultSession } }) => {
        clipboard.writeText('from another program')
        defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(true))
        defaultSession.setPermissionCheckHandler(() => true)
        defaultSession.setDevicePermissionHandler(() => true)
        defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
          void desktopCapturer
            .getSources({ types: ['screen'] })
            .then(([video]) => answer(video === undefined ? {} : { video }))
        })
      }),
    async close() {
      await app.close()
      await new Promise((closed) => server.close(closed))
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
