import { errors, type GeneralJWSInput, generalVerify, importJWK, type JWK } from 'jose'
import { z } from 'zod/mini'
import { type Release, UpdateFailure } from '../../domain/ports/updates'
import { isVersion } from '../../domain/updates/offer'
import type { FeedConfig } from './feed-config'
import { isHttps } from './get'

/** Prevents a signature over something else by the same key from passing as a feed. */
export const feedType = 'latchkey-updates'
const largestArtefact = 1024 ** 3

const time = z.iso.datetime()
const dataVersion = z.int().check(z.minimum(0), z.maximum(100_000))
const releaseShape = z.object({
  format: z.literal(1),
  product: z.literal('latchkey'),
  version: z.string().check(z.refine(isVersion)),
  notes: z.string().check(z.maxLength(4_000)),
  publishedAt: time,
  issuedAt: time,
  expiresAt: time,
  oldestData: dataVersion,
  newestData: dataVersion,
  artefacts: z
    .array(
      z.object({
        platform: z.enum(['linux', 'darwin', 'win32']),
        arch: z.string().check(z.regex(/^[a-z0-9_]{1,16}$/)),
        kind: z.enum(['deb', 'portable', 'installer']),
        url: z.string().check(z.maxLength(2_000), z.refine(isHttps)),
        size: z.int().check(z.minimum(1), z.maximum(largestArtefact)),
        sha512: z.string().check(z.regex(/^[0-9a-f]{128}$/)),
      }),
    )
    .check(z.maxLength(50)),
})

/**
 * A feed is a JWS in general JSON form (RFC 7515, 7.2.1): one payload, with a signature by each key in use.
 * One signature by a known key is enough, so that keys can change.
 *
 * @throws UpdateFailure untrusted, unreadable
 */
export async function readSignedFeed(text: string, keys: FeedConfig['keys']): Promise<Release> {
  return asRelease(await signedPayload(text, keys))
}

async function signedPayload(text: string, keys: FeedConfig['keys']): Promise<Uint8Array> {
  try {
    const { payload, protectedHeader } = await generalVerify(
      JSON.parse(text) as GeneralJWSInput,
      (header) => {
        const key = keys.find(({ kid }) => kid === header.kid)
        if (key === undefined) throw new errors.JWSInvalid('a key that is not ours')
        const jwk: JWK = { kty: 'OKP', crv: 'Ed25519', x: key.x }
        return importJWK(jwk, 'EdDSA')
      },
      { algorithms: ['EdDSA'] },
    )
    if (protectedHeader?.typ !== feedType) throw new errors.JWSInvalid('signed for something else')
    return payload
  } catch (error) {
    throw new UpdateFailure('untrusted', { cause: error })
  }
}

function asRelease(payload: Uint8Array): Release {
  try {
    const release = releaseShape.parse(JSON.parse(new TextDecoder().decode(payload)))
    return {
      ...release,
      publishedAt: Date.parse(release.publishedAt),
      issuedAt: Date.parse(release.issuedAt),
      expiresAt: Date.parse(release.expiresAt),
    }
  } catch (error) {
    throw new UpdateFailure('unreadable', { cause: error })
  }
}
