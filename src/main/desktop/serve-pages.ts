import type { ProtocolRequest, Session } from 'electron'
import { noPage, type PageAnswer } from './page-answer'

/**
 * Answers what the pages of a session ask for at `app://`.
 *
 * By the older of Electron's two ways. The newer, `protocol.handle`, makes a `Request` and a `Response`
 * of each, for which Node loads all of its `fetch` first: a tenth of a start, on the thread that has to
 * open the window and the database (ADR 0020).
 *
 * @param answer what it throws is no page
 */
export function servePages(
  session: Session,
  answer: (request: ProtocolRequest) => PageAnswer | Promise<PageAnswer>,
): void {
  session.protocol.registerBufferProtocol('app', (request, give) => {
    void (async () => answer(request))()
      .catch(() => noPage(404))
      .then(give)
  })
}
