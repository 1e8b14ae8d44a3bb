import { DomainFailure } from '../failure'
import type { MailServer } from '../ports/mail'
import type { MailSettings } from './settings'

/** The demo profile's settings: its own mailbox on this computer. Shown, but not changeable. */
export function demoMailSettings(port: number): MailSettings {
  const server: MailServer = {
    host: '127.0.0.1',
    port,
    security: 'none',
    user: '',
    password: '',
    from: { name: 'Latchkey', address: 'latchkey@demo.invalid' },
  }
  const fixed = () => Promise.reject(new DomainFailure('FORBIDDEN'))
  return {
    ready: () => true,
    route: () => Promise.resolve({ server, linkPage: null }),
    view: () =>
      Promise.resolve({
        configured: true,
        host: server.host,
        port,
        security: 'none',
        login: 'none',
        user: '',
        hasPassword: false,
        clientId: '',
        hasClientSecret: false,
        hasRefreshToken: false,
        accessUrl: '',
        pin: '',
        provenAt: null,
        passwordLost: false,
        fromName: server.from.name,
        fromAddress: server.from.address,
        linkPage: '',
        keepUnprotected: true,
        secrets: 'unprotected',
        fixed: true,
      }),
    save: fixed,
    preview: fixed,
    proven: fixed,
    refreshed: () => Promise.resolve(),
  }
}
