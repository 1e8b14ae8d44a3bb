import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwtVerify, SignJWT } from 'jose'
import type { AccountId, RequestId } from '../src/main/domain/ids.ts'
import { buildWorld, minute } from '../test/support/build-world.ts'
import { type Figure, figure, interleaved, timed } from './figure.ts'

const rounds = 40
const each = 100

/** Signing and verifying a link's token, against jose's bare sign and verify of the same claims. */
export async function tokenCost(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const world = buildWorld({ folder })
  try {
    const { kid, key } = await world.keys.current()
    const issuedAt = world.clock.time
    const claims = {
      purpose: 'reset',
      accountId: 'a'.repeat(22) as AccountId,
      requestId: 'r'.repeat(22) as RequestId,
      generation: 1,
      address: 'm'.repeat(43),
      issuedAt,
      expiresAt: issuedAt + 30 * minute,
    } as const

    const ours = () =>
      timed(async () => {
        for (let i = 0; i < each; i += 1) {
          const token = await world.tokens.sign(claims)
          await world.tokens.verify(token, ['reset'], issuedAt)
        }
      })
    const bare = () =>
      timed(async () => {
        for (let i = 0; i < each; i += 1) {
          const token = await new SignJWT({ gen: 1, adr: 'm'.repeat(43) })
            .setProtectedHeader({ alg: 'HS256', typ: 'latchkey-reset+jwt', kid })
            .setIssuer('install')
            .setAudience('reset')
            .setSubject(claims.accountId)
            .setJti(claims.requestId)
            .setIssuedAt(issuedAt / 1000)
            .setExpirationTime(claims.expiresAt / 1000)
            .sign(key)
          await jwtVerify(token, key, { currentDate: new Date(issuedAt) })
        }
      })

    await ours()
    await bare()
    const samples = await interleaved(rounds, ours, bare)
    const perToken = {
      ours: samples.ours.map((ms) => (ms * 1000) / each),
      baseline: samples.baseline.map((ms) => (ms * 1000) / each),
    }
    return figure('Signing and checking a link, against bare jose', 'µs', perToken)
  } finally {
    world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
