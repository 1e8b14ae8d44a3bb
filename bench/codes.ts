import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { codeAttempts } from '../src/main/domain/limits/rules.ts'
import { buildWorld, hour, type World } from '../test/support/build-world.ts'
import { type Figure, figure, interleaved, timed } from './figure.ts'

const rounds = 1500
const ada = 'ada@example.com'
const nobody = 'nobody@example.com'

/**
 * A wrong code against the real database: for an address with an open request, and for an unknown one.
 * It runs outside the app, because the difference we look for is a hundredth of a millisecond.
 */
export async function wrongCodes(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const w = buildWorld({ folder })
  const file = new Database(join(folder, 'latchkey.sqlite'))
  try {
    await w.withMail()
    await w.confirmed(ada)
    w.clock.pass(hour)
    await w.resetLink(ada)
    const fresh = file.prepare("UPDATE link_request SET state = 'sent', tries = 0")
    let tried = 0
    const known = () => {
      // The fifth wrong code would end the request.
      if (tried % (codeAttempts - 1) === 0) fresh.run()
      tried += 1
      return typed(w, ada)
    }
    const samples = await interleaved(rounds, known, () => typed(w, nobody))
    const name = 'Typing a wrong code: known address, against unknown'
    const quick = { ours: quicker(samples.ours), baseline: quicker(samples.baseline) }
    return figure(name, 'ms', quick, { within: 0.05 })
  } finally {
    file.close()
    w.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const typed = (w: World, email: string) =>
  timed(() => w.paste('00000-00000', email).then(unexpected, () => {}))

function unexpected(): never {
  throw new Error('a code that nobody was sent was taken')
}

/** The faster half: other load only ever adds time, and far more than the difference we look for. */
const quicker = (samples: readonly number[]) =>
  samples.toSorted((a, b) => a - b).slice(0, Math.ceil(samples.length / 2))
