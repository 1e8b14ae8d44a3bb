import type { ProtocolRequest, Session } from 'electron'

/** Features that a page could request from a person or a device. All are denied without a prompt. */
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

/** An answer to a page's request. Only made here, so that each has a policy. */
export interface PageAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly data: Buffer
}

/**
 * Without an opener policy: no page opens another, and the policy would cost an extra process at each start
 * (ADR 0022).
 *
 * @param type the content type, with its encoding
 * @param policy the content security policy; error answers have one too
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

/** An empty error answer. */
export const noPage = (statusCode: 404 | 405) =>
  pageAnswer('', 'text/plain', "default-src 'none'", statusCode)

/**
 * Answers the `app://` requests of a session's pages.
 *
 * Uses the older of Electron's two APIs. The newer one, `protocol.handle`, makes a `Request` and a
 * `Response` each time, for which Node first loads all of `fetch`: a tenth of a start, on the thread that
 * has to open the window and the database (ADR 0020).
 *
 * @param answer if it throws, the page gets a 404
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
