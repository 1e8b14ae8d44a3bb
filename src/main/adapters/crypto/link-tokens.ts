import type { JWTPayload } from 'jose'
import { z } from 'zod/mini'
import type { AccountId, LinkToken, RequestId } from '../../domain/ids'
import type { LinkPurpose } from '../../domain/model'
import type { LinkClaims, LinkTokens, Verified } from '../../domain/ports'
import type { SigningKeys } from './signing-keys'

/** Loaded with the first link, not at the start. */
const jose = () => import('jose')

const algorithm = 'HS256'
/** The same clock issues and checks a token. This allows for small corrections to it. */
const futureToleranceMs = 60_000

/** A separate `typ` for each purpose, so that one kind never passes for another (RFC 8725 3.11). */
const types: Record<LinkPurpose, string> = {
  reset: 'latchkey-reset+jwt',
  confirm: 'latchkey-confirm+jwt',
  'change-email': 'latchkey-change-email+jwt',
}

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
const seconds = z.int().check(z.minimum(0))
const claimsSchema = z.object({
  sub: id,
  jti: id,
  iat: seconds,
  exp: seconds,
  gen: z.int().check(z.minimum(1)),
  adr: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
})
const required = ['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'gen', 'adr']
const invalid: Verified = { state: 'invalid' }

/** Link tokens as signed JWTs (RFC 7519), by jose. */
export function joseLinkTokens(deps: { keys: SigningKeys; issuer: string }): LinkTokens {
  async function verifyAs(
    purpose: LinkPurpose,
    key: Uint8Array,
    token: LinkToken,
    now: number,
  ): Promise<Verified> {
    const { errors, jwtVerify } = await jose()
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        typ: types[purpose],
        issuer: deps.issuer,
        audience: purpose,
        // jose accepts a token without `exp` unless told to require it.
        requiredClaims: required,
        currentDate: new Date(now),
        clockTolerance: 0,
      })
      return accept('good', purpose, payload, now)
    } catch (error) {
      // Only thrown after the signature and all other claims have been verified.
      if (error instanceof errors.JWTExpired) return accept('expired', purpose, error.payload, now)
      return invalid
    }
  }

  return {
    async sign(claims) {
      const { kid, key } = await deps.keys.current()
      const { SignJWT } = await jose()
      const token = await new SignJWT({ gen: claims.generation, adr: claims.address })
        .setProtectedHeader({ alg: algorithm, typ: types[claims.purpose], kid })
        .setIssuer(deps.issuer)
        .setAudience(claims.purpose)
        .setSubject(claims.accountId)
        .setJti(claims.requestId)
        .setIssuedAt(claims.issuedAt / 1000)
        .setExpirationTime(claims.expiresAt / 1000)
        .sign(key)
      return token as LinkToken
    },
    async verify(token, allowed, now) {
      const header = await readHeader(token)
      const purpose = allowed.find((one) => types[one] === header?.typ)
      const key = header && purpose ? await deps.keys.byId(header.kid) : null
      if (key === 'lost') return { state: 'key-lost' }
      return purpose && key ? verifyAs(purpose, key, token, now) : invalid
    },
  }
}

/** Not verified: it only tells which key and rules to verify with. */
async function readHeader(
  token: LinkToken,
): Promise<{ readonly typ: string; readonly kid: string } | null> {
  const { decodeProtectedHeader } = await jose()
  try {
    const { typ, kid } = decodeProtectedHeader(token)
    return typeof typ === 'string' && typeof kid === 'string' ? { typ, kid } : null
  } catch {
    return null
  }
}

function accept(
  state: 'good' | 'expired',
  purpose: LinkPurpose,
  payload: JWTPayload,
  now: number,
): Verified {
  const read = claimsSchema.safeParse(payload)
  if (!read.success) return invalid
  const { sub, jti, iat, exp, gen, adr } = read.data
  const issuedAt = iat * 1000
  if (exp <= iat) return invalid
  if (issuedAt > now + futureToleranceMs) return { state: 'early' }
  const claims: LinkClaims = {
    purpose,
    accountId: sub as AccountId,
    requestId: jti as RequestId,
    generation: gen,
    address: adr,
    issuedAt,
    expiresAt: exp * 1000,
  }
  return { state, claims }
}
