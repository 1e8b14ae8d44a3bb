import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argon2Kdf, rfc9106 } from '../src/main/adapters/crypto/argon2.ts'
import { better, buildWorld, good, hour } from '../test/support/build-world.ts'
import { type Figure, figure, interleaved, timed } from './figure.ts'

const rounds = 20

/**
 * A full reset journey (request, sign and write the email, open the link, set the password, sign in)
 * against the two Argon2id runs that no honest design can avoid, with the same parameters. Only the
 * mail server is left out, because its network isn't ours to measure.
 */
export async function journeyCost(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const kdf = argon2Kdf(rfc9106)
  const world = buildWorld({ folder, kdf })
  const salt = new Uint8Array(16)
  let password = good
  try {
    await world.withMail()
    await world.confirmed()

    const journey = async () => {
      world.clock.pass(hour)
      password = password === good ? better : good
      return timed(async () => {
        await world.reset(await world.resetLink(), password)
        await world.signIn('ada@example.com', password)
      })
    }
    const bare = () =>
      timed(async () => {
        await kdf.derive(password, { ...rfc9106, salt })
        await kdf.derive(password, { ...rfc9106, salt })
      })

    await journey() // zxcvbn's dictionaries and argon2 load on first use
    await bare()
    const samples = await interleaved(rounds, journey, bare)
    return figure('A reset journey, against its two bare Argon2id runs', 'ms', samples, {
      most: 1.1,
    })
  } finally {
    world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
