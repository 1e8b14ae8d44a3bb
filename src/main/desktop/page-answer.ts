import type { ProtocolRequest, Session } from 'electron'

/** What a page could ask a person or a device for: nothing, not even to be asked. */
const noFeature = [
  'accelerometer',
  'ambient-light-sensor',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

const permissionsPolicy = noFeature.map((feature) => `${feature}=()`).join(', ')

/** What a page gets. Made here only, so that none is without a policy. */
export interface PageAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly data: Buffer
}

/**
 * Without an opener policy: no page is opened by another, and it would cost each start a process
 * (ADR 0022).
 *
 * @param type of the content, with its encoding
 * @param policy the content security policy; an answer that says that there is nothing has one, too
 */
export const pageAnswer = (
  body: string | Buffer,
  type: string,
  policy: string,
  statusCode = 200,
): PageAnswer => ({
  statusCode,
  headers: {
    'content-type': type,
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissionsPolicy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
  },
  data: Buffer.from(body),
})

/** An answer without a page. */
export const noPage = (statusCode: 404 | 405) =>
  pageAnswer('', 'text/plain', "default-src 'none'", statusCode)

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
