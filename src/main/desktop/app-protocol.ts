import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'

/** Our pages' origin is `app://latchkey`; a demo mail's body is at `app://mail/ID`. */
export const appUrl = (page: 'index' | 'mailbox') => `app://latchkey/${page}.html`

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
 * @param host no script is served before it is there, so that none calls before it is answered. The
 * page itself does not wait: its process starts meanwhile. `mailHtml` gives a demo mail's body.
 */
export function serveApp(
  session: Session,
  folder: string,
  host: Promise<{ mailHtml(id: string): Promise<string | null> }>,
): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return new Response(null, { status: 405 })
    if (url.host === 'mail') return mail(url.pathname.slice(1), (await host).mailHtml)
    if (url.host !== 'latchkey') return notFound()
    if (url.pathname.endsWith('.js')) await host
    return page(folder, url.pathname)
  })
}

const notFound = () => new Response(null, { status: 404 })

function headers(type: string, policy: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}

async function page(folder: string, path: string): Promise<Response> {
  const file = normalize(join(folder, decodeURIComponent(path)))
  const type = types[extname(file)]
  if (!file.startsWith(folder + sep) || type === undefined) return notFound()
  try {
    const body = await readFile(file)
    const policy = file.endsWith(`${sep}mailbox.html`) ? mailboxCsp : csp
    return new Response(new Uint8Array(body), { headers: headers(type, policy) })
  } catch {
    return notFound()
  }
}

async function mail(id: string, html: (id: string) => Promise<string | null>): Promise<Response> {
  const body = await html(id)
  if (body === null) return notFound()
  return new Response(body, { headers: headers('text/html; charset=utf-8', mailCsp) })
}
