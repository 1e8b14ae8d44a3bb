import type { IncomingMessage } from 'node:http'
import { UpdateFailure } from '../../domain/ports/updates'

/** The connection counts as lost after this long without a byte. */
const idleMs = 30_000

interface Request {
  readonly url: string
  readonly agent: string
  readonly signal: AbortSignal
  readonly ca: string | undefined
  /** Requests the part of the file from this byte on. */
  readonly from?: number
}

/**
 * Downloads a file over https, without cookies, identifiers or redirects. The server learns only the
 * network address and which file was requested.
 *
 * @returns a response with status 200 or, if `from` was given, 206
 * @throws UpdateFailure offline, server
 */
export async function get(asked: Request): Promise<IncomingMessage> {
  if (!isHttps(asked.url)) throw new UpdateFailure('server')
  // Not loaded at the start, because they take a while.
  const [https, tls] = await Promise.all([import('node:https'), import('node:tls')])
  const { url, agent, signal, ca, from = 0 } = asked
  return new Promise((resolve, reject) => {
    const request = https.get(
      url,
      {
        agent: false,
        signal,
        timeout: idleMs,
        minVersion: 'TLSv1.2',
        headers: {
          'user-agent': agent,
          'accept-encoding': 'identity',
          ...(from > 0 ? { range: `bytes=${from}-` } : {}),
        },
        ...(ca === undefined ? {} : { ca: [...tls.rootCertificates, ca] }),
      },
      (answer) => {
        if (isWanted(answer, from)) return resolve(answer)
        answer.destroy()
        reject(new UpdateFailure('server'))
      },
    )
    request.on('timeout', () => request.destroy(new UpdateFailure('offline')))
    request.on('error', (error) => reject(asFailure(error)))
  })
}

export function isHttps(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === ''
}

function isWanted({ statusCode, headers }: IncomingMessage, from: number): boolean {
  if (headers['content-encoding'] !== undefined) return false
  if (statusCode === 200) return true
  if (statusCode !== 206 || from === 0) return false
  return headers['content-range']?.startsWith(`bytes ${from}-`) ?? false
}

/** A wrong certificate or protocol is the server's fault; any other error means that it can't be reached. */
export function asFailure(error: unknown): UpdateFailure {
  if (error instanceof UpdateFailure) return error
  const { code } = error as { code?: unknown }
  const wrong = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|EPROTO|HPE_)/
  const answered = typeof code === 'string' && wrong.test(code)
  return new UpdateFailure(answered ? 'server' : 'offline', { cause: error })
}
