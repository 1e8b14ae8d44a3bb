/** Resets one account's password over and over, and says which is set, until it is killed. */
import { buildWorld, hour } from '../support/build-world.ts'
import { email, passwordOf } from './facts.ts'

const [, , folder = '', from = '0', time = '0'] = process.argv
let current = Number(from)
const world = buildWorld({ folder, time: Number(time) })

if (!world.app.hasAccounts()) {
  await world.withMail()
  await world.confirmed(email, passwordOf(0))
}
process.stdout.write(`${current}\n`)
for (;;) {
  world.clock.pass(2 * hour)
  await world.reset(await world.resetLink(email), passwordOf(current + 1))
  current += 1
  process.stdout.write(`${current}\n`)
}
