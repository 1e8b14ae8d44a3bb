import type { App, Session, WebContents } from 'electron'

/**
 * Nothing navigates, opens, asks for a permission, attaches or loads anything that is not ours.
 * A link to `latchkey://` clicked in the demo mailbox is not followed either: it is handed over as
 * the operating system would hand it over.
 */
export function guardNavigation(
  app: App,
  options: { isMailbox(contents: WebContents): boolean; onLink(url: string): void },
): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void }, url: string) => {
      event.preventDefault()
      if (options.isMailbox(contents) && /^latchkey:/i.test(url)) options.onLink(url)
    }
    contents.on('will-navigate', (event) => refuse(event, event.url))
    contents.on('will-frame-navigate', (event) => {
      // The frame of the mailbox may show a mail; the top frame is `will-navigate`'s.
      if (event.isMainFrame) return
      if (!options.isMailbox(contents) || !event.url.startsWith('app://mail/')) {
        refuse(event, event.url)
      }
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (options.isMailbox(contents) && /^latchkey:/i.test(url)) options.onLink(url)
      return { action: 'deny' }
    })
  })
}

/** No permission for any page, and no request that is not to our own scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith('app://') || details.url.startsWith('devtools://')
    answer({ cancel: !own })
  })
}
