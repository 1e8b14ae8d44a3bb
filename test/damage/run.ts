/** `npm run test:damage -- --damages=1000`: random damage, each from its own seed; prints the total. */
import { inspect, parseArgs } from 'node:util'
import { campaign } from './campaign.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    damages: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
  },
})
const from = Number(values.from)
const count = Number(values.damages)
if (!(count > 0 && from >= 0)) throw new Error(`--damages=${values.damages} --from=${values.from}`)

const say = (line: string) => void process.stdout.write(`${line}\n`)
const found = { whole: 0, readable: 0, damaged: 0, silent: 0 }
const files = await campaign()
try {
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      found[await files.one(seed)] += 1
    } catch (error) {
      found.silent += 1
      say(inspect(error))
    }
  }
} finally {
  files.remove()
}
say(
  `${count} damages: ${found.whole} left everything, ${found.readable} can be read and are said, ` +
    `${found.damaged} are said, ${found.silent} are silent`,
)
process.exit(found.silent === 0 ? 0 : 1)
