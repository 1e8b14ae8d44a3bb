import type { App, Session, WebContents } from 'electron'

/**
 * Pages can't navigate to, open, embed or contact anything that isn't ours. A `latchkey://` link clicked in
 * the demo mailbox isn't followed either: it is handed to the app, as the operating system would do.
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
      // The mailbox's frame may show an email. `will-navigate` covers the top frame.
      if (event.isMainFrame) return
      if (!options.isMailbox(contents) || !event.url.startsWith('app://mail/')) {
        refuse(event, event.url)
      }
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // Without a listener, the first device found would be chosen.
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

/** Guards every session, now and later, whoever creates it. Call before the app is ready. */
export function guardSessions(app: App): void {
  app.on('session-created', guardSession)
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault()
    answer()
  })
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault()
    answer()
  })
}

/** No permissions, devices or downloads, and only requests to our own pages. */
function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith('app://') || details.url.startsWith('devtools://')
    answer({ cancel: !own })
  })
  session.setSpellCheckerEnabled(false) // would fetch dictionaries
  // WebRTC asks no handler, so its only route is a proxy that doesn't exist, even to this computer.
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://proxy.invalid:9',
    proxyBypassRules: '<-loopback>',
  })
}
