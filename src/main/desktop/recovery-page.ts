/**
 * The page with a recovery code. A hidden window lays it out, without a preload or scripts, in a separate
 * session in memory. So the code is in no file but the saved one, in no URL, and in no other program but
 * the printer's.
 */
import { randomUUID } from 'node:crypto'
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import css from '../../../resources/print/recovery-page.css?raw'
import { DomainFailure } from '../domain/failure'
import type { RecoveryPage, RecoveryPageFacts } from '../domain/ports'
import { noPage, type PageAnswer, pageAnswer, servePages } from './page-answer'

const origin = 'app://print'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** @param parent the window that the system's print dialog belongs to */
export function electronRecoveryPage(parent: () => BrowserWindow | null): RecoveryPage {
  /** Pages by their random path. Each is served once. */
  const pages = new Map<string, string>()
  let ownSession: Session | null = null

  function respond(url: string): PageAnswer {
    const { host, pathname } = new URL(url)
    if (host === 'print' && pathname === '/recovery-page.css') return answer(css, 'text/css')
    const html = host === 'print' ? pages.get(pathname) : undefined
    pages.delete(pathname)
    return html === undefined ? noPage(404) : answer(html, 'text/html')
  }

  function pageSession(): Session {
    if (ownSession === null) {
      ownSession = session.fromPartition('recovery-page')
      servePages(ownSession, ({ url }) => respond(url))
    }
    return ownSession
  }

  async function withPage<T>(
    facts: RecoveryPageFacts,
    work: (page: WebContents) => Promise<T>,
  ): Promise<T> {
    // Not loaded at the start.
    const { recoveryPageHtml } = await import('./recovery-page-html')
    const window = new BrowserWindow({
      show: false,
      ...parentOf(parent()),
      webPreferences: {
        session: pageSession(),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        spellcheck: false,
      },
    })
    const path = `/${randomUUID()}`
    pages.set(path, recoveryPageHtml(facts))
    try {
      await window.loadURL(origin + path)
      return await work(window.webContents)
    } finally {
      pages.delete(path)
      window.destroy()
    }
  }

  return {
    pdf: (facts) =>
      withPage(facts, (page) =>
        page.printToPDF({
          pageSize: paperOf(app.getLocaleCountryCode()),
          preferCSSPageSize: false,
          printBackground: true,
          generateTaggedPDF: true,
        }),
      ),
    print: (facts) => withPage(facts, printed),
  }
}

const parentOf = (window: BrowserWindow | null) => (window === null ? {} : { parent: window })

/** Also resolves if the person cancels. */
function printed(page: WebContents): Promise<void> {
  return new Promise((done, fail) => {
    page.print({ printBackground: true }, (success, reason) => {
      if (success || /cancel/i.test(reason)) done()
      else fail(new DomainFailure('PRINT_FAILED'))
    })
  })
}

function answer(body: string, type: string): PageAnswer {
  const made = pageAnswer(body, `${type}; charset=utf-8`, policy)
  return { ...made, headers: { ...made.headers, 'cache-control': 'no-store' } }
}

/** Countries that print on Letter paper (CLDR's supplemental `paperSize`, US-Letter). */
const letterCountries = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

/** @param country ISO 3166, two letters; empty if unknown */
export function paperOf(country: string): 'A4' | 'Letter' {
  return letterCountries.has(country.toUpperCase()) ? 'Letter' : 'A4'
}
