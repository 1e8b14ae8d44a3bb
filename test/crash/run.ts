/** `npm run test:kill -- --kills=1000`: every scenario, with that many kills in all; prints the total. */
import { inspect, parseArgs } from 'node:util'
import { bundledVictim, type Kills, killAgainAndAgain } from './harness.ts'
import { type ScenarioName, scenarioNames, scenarios } from './scenarios/index.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { kills: { type: 'string', default: '1000' }, only: { type: 'string' } },
})
const wanted = scenarioNames.filter((name) => values.only === undefined || name === values.only)
const each = Math.ceil(Number(values.kills) / wanted.length)
if (!(each > 0)) throw new Error(`--kills=${values.kills} --only=${values.only ?? ''}`)

const say = (line: string) => void process.stdout.write(`${line}\n`)
const total = { kills: 0, before: 0, after: 0, failed: 0 }
const started = Date.now()

async function one(name: ScenarioName, program: string): Promise<void> {
  try {
    const found: Kills = await killAgainAndAgain(name, program, each)
    const { kills, before, after } = found
    say(`${name.padEnd(20)} ${kills} kills: ${before} before the step, ${after} after it`)
    total.kills += kills
    total.before += before
    total.after += after
  } catch (error) {
    total.failed += 1
    say(`${name.padEnd(20)} FAILED (${scenarios[name].what})\n${inspect(error)}`)
  }
}

const { program, remove } = await bundledVictim()
try {
  const waiting = [...wanted]
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await one(name, program)
    }
  }
  // Two at a time: more would only wait for each other.
  await Promise.all([worker(), worker()])
} finally {
  remove()
}
const seconds = Math.round((Date.now() - started) / 1000)
say(
  `${total.kills} kills in ${seconds} s: ${total.before} left the old state, ${total.after} the new ` +
    `one, ${total.failed} scenarios of ${wanted.length} failed`,
)
process.exit(total.failed === 0 ? 0 : 1)
