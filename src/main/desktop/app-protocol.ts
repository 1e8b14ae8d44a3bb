import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { noPage, type PageAnswer, pageAnswer, servePages } from './page-answer'
/** Our pages' origin is `app://latchkey`; a demo mail's body is at `app://mail/ID`. */
export const appUrl = (page: 'index' | 'mailbox') => `app://latchkey/${page}.html`
/** An empty page of another site, which Chromium therefore gives a process of its own. */
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
 * The mailbox's page shows mail bodies in a frame, nothing else of it is looser. `latchkey:` lets a
 * click on a link there get as far as the navigation guard, which does not follow it.
 */
const mailboxCsp = csp.replace("font-src 'self'", "font-src 'self'; frame-src app://mail latchkey:")

/** A mail's body: no script, no network, no frame, no form; its own inline styles only. */
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

/** Before the app is ready: the scheme is standard and secure, and may not fetch or be a worker's. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/**
 * @param folder where the built renderer lies
 * @param host gives a demo mail's body
 * @returns resolves when the first page has been answered; its process, which will ask for scripts and
 * styles, is only being started then
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
