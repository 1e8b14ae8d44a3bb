import type { App, Session } from 'electron'

/** Every session there is or will be, whoever makes it. Before the app is ready. */
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

/** No permission for any page, no device, no download, and no request that is not to our pages. */
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
  // WebRTC asks no handler: its way out is a proxy that is nowhere, for this computer too.
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://proxy.invalid:9',
    proxyBypassRules: '<-loopback>',
  })
}
