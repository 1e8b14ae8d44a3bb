import { request } from 'node:https'
import { type MailErrorCode, MailFailure, type MailOAuth } from '../../domain/ports/mail'
import { type Trust, tlsOptions } from './smtp-options'

interface AccessToken {
  readonly accessToken: string
  /** Milliseconds since the Unix epoch. */
  readonly expires: number
}

/** Gets access tokens with refresh tokens (RFC 6749 section 6), and keeps each while it is valid. */
export interface AccessTokens {
  /**
   * Single flight: all callers share the request that is under way. Many providers accept a refresh token
   * only once, and revoke the whole login if it is used again. For the same reason, no caller can cancel
   * it.
   *
   * @throws OAuthProblem, or MailFailure if the token server can't be reached
   */
  get(user: string, oauth: MailOAuth, how: { readonly renew: boolean }): Promise<AccessToken>
  forget(user: string, oauth: MailOAuth): void
  /** The result of the last request: a token, which no reply shown to anyone may contain, or the refusal. */
  last(): { readonly token: string | null; readonly refusal: string | null }
}

/** The token server's refusal, in its own words. */
class OAuthProblem extends Error {
  override readonly name = 'OAuthProblem'
  readonly code = 'EOAUTH2'
  constructor(readonly answer: string | null) {
    super('no access token')
  }
}

/** Renewed this long before it expires, because clocks differ and sending takes time. */
const spareMs = 60_000
/** RFC 6749 5.1 leaves the lifetime open; providers usually give an hour. */
const usualLifeSeconds = 3600
const maxAnswerBytes = 64 * 1024
const timeoutMs = 20_000

/** @param options.replaced called when the server replaces the refresh token */
export function accessTokens(
  options: Trust & { readonly replaced?: (old: string, next: string) => void },
): AccessTokens {
  const known = new Map<string, AccessToken>()
  const underWay = new Map<string, Promise<AccessToken>>()
  /** Spent refresh tokens, with the ones that replaced them. */
  const successors = new Map<string, string>()
  let last: ReturnType<AccessTokens['last']> = { token: null, refusal: null }
  const keyOf = (user: string, oauth: MailOAuth) => JSON.stringify([user, oauth])

  function newest(oauth: MailOAuth): MailOAuth {
    const next = successors.get(oauth.refreshToken)
    return next === undefined ? oauth : newest({ ...oauth, refreshToken: next })
  }

  async function asked(oauth: MailOAuth): Promise<TokenAnswer> {
    try {
      return await fetchToken(oauth, options)
    } catch (error) {
      last = { token: null, refusal: error instanceof OAuthProblem ? error.answer : null }
      throw error
    }
  }

  async function fetched(user: string, oauth: MailOAuth): Promise<AccessToken> {
    const { access_token, expires_in, refresh_token } = await asked(oauth)
    const life = typeof expires_in === 'number' ? expires_in : usualLifeSeconds
    const token = { accessToken: access_token, expires: Date.now() + life * 1000 }
    last = { token: access_token, refusal: null }
    if (refresh_token !== undefined && refresh_token !== oauth.refreshToken) {
      successors.set(oauth.refreshToken, refresh_token)
      options.replaced?.(oauth.refreshToken, refresh_token)
    }
    known.set(keyOf(user, newest(oauth)), token)
    return token
  }

  return {
    async get(user, typed, { renew }) {
      const oauth = newest(typed)
      const key = keyOf(user, oauth)
      const kept = known.get(key)
      if (kept !== undefined && !renew && kept.expires - spareMs > Date.now()) return kept
      const request =
        underWay.get(key) ?? fetched(user, oauth).finally(() => void underWay.delete(key))
      underWay.set(key, request)
      return request
    },
    forget: (user, oauth) => void known.delete(keyOf(user, newest(oauth))),
    last: () => last,
  }
}

interface TokenAnswer {
  readonly access_token: string
  readonly expires_in?: number
  readonly refresh_token?: string
}

async function fetchToken(
  { clientId, clientSecret, refreshToken, accessUrl }: MailOAuth,
  trust: Trust,
): Promise<TokenAnswer> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
  }).toString()
  const answer = readJson(await post(accessUrl, body, trust))
  const { access_token, expires_in, refresh_token, error, error_description } = answer
  // A bearer token is printable ASCII (RFC 6750 2.1). Anything else could end the SMTP command early.
  if (typeof access_token !== 'string' || !/^[\x21-\x7e]+$/.test(access_token)) {
    const words = [error, error_description].filter((word) => typeof word === 'string')
    throw new OAuthProblem(words.length > 0 ? words.join(': ') : null)
  }
  return {
    access_token,
    ...(typeof expires_in === 'number' ? { expires_in } : {}),
    ...(typeof refresh_token === 'string' && refresh_token !== '' ? { refresh_token } : {}),
  }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** System errors for a server that can't be reached. */
const unreached: Readonly<Record<string, MailErrorCode>> = {
  ENOTFOUND: 'MAIL_HOST_NOT_FOUND',
  EAI_AGAIN: 'MAIL_HOST_NOT_FOUND',
  ETIMEDOUT: 'MAIL_TIMEOUT',
  ECONNREFUSED: 'MAIL_REFUSED',
  ECONNRESET: 'MAIL_REFUSED',
  EHOSTUNREACH: 'MAIL_REFUSED',
  ENETUNREACH: 'MAIL_REFUSED',
}

/** Tells a network error from the provider's refusal, so that the owner doesn't renew a login in vain. */
function failureOf(error: unknown): Error {
  if (error instanceof MailFailure) return error
  const { code } = error as NodeJS.ErrnoException
  const known = code === undefined ? undefined : unreached[code]
  return known === undefined ? new OAuthProblem(null) : new MailFailure(known, true)
}

/** One request, https only. Redirects aren't followed, because the body holds secrets. */
function post(url: string, body: string, trust: Trust): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const sent = request(
      url,
      {
        ...tlsOptions(trust),
        method: 'POST',
        agent: false,
        timeout: timeoutMs,
        // However slowly the response arrives.
        signal: AbortSignal.timeout(2 * timeoutMs),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
        },
      },
      (response) => {
        if ((response.statusCode ?? 0) >= 500) {
          sent.destroy(new MailFailure('MAIL_REFUSED', true))
          return
        }
        const chunks: Buffer[] = []
        let length = 0
        response.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > maxAnswerBytes) sent.destroy(new Error('too long'))
          else chunks.push(chunk)
        })
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
        response.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new MailFailure('MAIL_TIMEOUT', true)))
    sent.on('error', reject)
    sent.end(body)
  }).catch((error: unknown) => {
    throw failureOf(error)
  })
}
