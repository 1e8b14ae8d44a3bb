import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { codeOf, day, temporaryFolder, world } from '../world.ts'
import { email, passwordOf } from './facts.ts'

/** Runs the victim and kills it in the middle of its work. @returns the last number it said. */
async function killed(
  folder: string,
  from: number,
  time: number,
  afterMs: number,
): Promise<number> {
  const program = [fromRoot('scripts/run-ts.mjs'), fromRoot('test/crash/victim.ts'), folder]
  const child = spawn(process.execPath, [...program, String(from), String(time)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((done) => child.once('exit', done))
  let said = ''
  const started = new Promise<void>((done) => {
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      done()
    })
  })
  await Promise.race([started, exited])
  await pause(afterMs)
  child.kill('SIGKILL')
  await exited
  return Number(said.trim().split('\n').at(-1))
}

describe('the app, killed at any point of a reset', () => {
  it('leaves the old password or the new one, never neither and never both', async () => {
    const folder = temporaryFolder()
    let current = 0
    for (let round = 0; round < 8; round += 1) {
      // Odd steps, so that no two kills meet the same point of the work.
      const time = Date.UTC(2026, 10, 21) + round * 60 * day
      current = await killed(folder, current, time, 3 + round * 17)
      const w = world({ folder, time: time + 59 * day })
      const works: number[] = []
      for (const number of [current, current + 1]) {
        if ((await codeOf(() => w.signIn(email, passwordOf(number)))) === 'ok') works.push(number)
      }
      w.close()
      expect(works, `round ${round}`).toHaveLength(1)
      current = works[0] ?? current
    }
    expect(current).toBeGreaterThan(0)
  }, 60_000)
})
