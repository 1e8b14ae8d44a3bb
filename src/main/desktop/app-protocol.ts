import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { noPage, type PageAnswer, pageAnswer, servePages } from './page-answer'
/** The origin of our pages is `app://latchkey`; the body of a demo email is at `app://mail/ID`. */
export const appUrl = (page: 'index' | 'mailbox') => `app://latchkey/${page}.html`
/** An empty page of another site, which Chromium therefore runs in a separate process. */
export const awayUrl = 'app://away/'

const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * Only the mailbox's page may show email bodies in a frame; nothing else is looser. `latchkey:` lets a
 * click on a link there reach the navigation guard, which doesn't follow it.
 */
const mailboxCsp = csp.replace("font-src 'self'", "font-src 'self'; frame-src app://mail latchkey:")

/** An email's body: no scripts, network, frames or forms; only its own inline styles. */
const mailCsp = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'frame-ancestors app://latchkey',
  "base-uri 'none'",
  "form-action 'none'",
  'sandbox',
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Call before the app is ready. The scheme is standard and secure, without fetch or service workers. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/**
 * @param folder of the built renderer
 * @param host gives the HTML of demo emails
 * @returns resolves once the first page has been answered. The process that will request its scripts and
 * styles is only starting then.
 */
export function serveApp(
  session: Session,
  folder: string,
  host: Promise<{ mailHtml(id: string): Promise<string | null> }>,
): Promise<void> {
  return new Promise((answered) => {
    servePages(session, async ({ url: asked, method }) => {
      const url = new URL(asked)
      if (method !== 'GET') return noPage(405)
      if (url.host === 'mail') return mail(url.pathname.slice(1), (await host).mailHtml)
      if (url.href === awayUrl) return away
      if (url.host !== 'latchkey') return noPage(404)
      const answer = await page(folder, url.pathname)
      setImmediate(answered)
      return answer
    })
  })
}

const html = 'text/html; charset=utf-8'

const away = pageAnswer('<!doctype html><title>Latchkey</title>', html, "default-src 'none'")

async function page(folder: string, path: string): Promise<PageAnswer> {
  const file = normalize(join(folder, decodeURIComponent(path)))
  const type = types[extname(file)]
  if (!file.startsWith(folder + sep) || type === undefined) return noPage(404)
  try {
    const policy = file.endsWith(`${sep}mailbox.html`) ? mailboxCsp : csp
    return pageAnswer(await readFile(file), type, policy)
  } catch {
    return noPage(404)
  }
}

async function mail(
  id: string,
  mailHtml: (id: string) => Promise<string | null>,
): Promise<PageAnswer> {
  const body = await mailHtml(id)
  return body === null ? noPage(404) : pageAnswer(body, html, mailCsp)
}
