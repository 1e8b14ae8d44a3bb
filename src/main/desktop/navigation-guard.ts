import type { App, WebContents } from 'electron'

/**
 * Nothing navigates to, opens, attaches or talks past us to anything that is not ours.
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
    // Unheard, the first device there is would be chosen.
    contents.on('select-bluetooth-device', (event, _devices, answer) => {
      event.preventDefault()
      answer('')
    })
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.setWindowOpenHandler(({ url }) => {
      if (options.isMailbox(contents) && /^latchkey:/i.test(url)) options.onLink(url)
      return { action: 'deny' }
    })
  })
}
