import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argon2Kdf, rfc9106 } from '../src/main/adapters/crypto/argon2.ts'
import { better, buildWorld, good, hour } from '../test/support/build-world.ts'
import { type Figure, figure, interleaved, timed } from './figure.ts'

const rounds = 20

/**
 * A full reset journey (ask, sign and write the mail, open the link, set the password, sign in)
 * against the two Argon2id runs that no honest design can do without, with the same parameters.
 * Only the mail server is left out: its network is not ours to measure.
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

    await journey() // loads what is loaded on first use: zxcvbn's dictionaries, argon2
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
