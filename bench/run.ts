/** `npm run bench`: prints every figure of docs/figures.md and writes them to `bench/results.json`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerTimes } from './answer.ts'
import { wrongCodes } from './codes.ts'
import type { Figure } from './figure.ts'
import { journeyCost } from './journey.ts'
import { mailFigures } from './mail.ts'
import { packagedStartCost } from './packaged.ts'
import { scrollFigures } from './scroll.ts'
import { startCost } from './start.ts'
import { tokenCost } from './tokens.ts'
import { vaultFigures } from './vault.ts'
import { vaultWorkFigures } from './vault-work.ts'

const all: Record<string, () => Promise<Figure | Figure[]>> = {
  answer: answerTimes,
  codes: wrongCodes,
  journey: journeyCost,
  mail: mailFigures,
  tokens: tokenCost,
  vault: vaultFigures,
  work: vaultWorkFigures,
  scroll: scrollFigures,
  start: startCost,
  packaged: packagedStartCost,
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const row = (...cells: string[]) =>
  `${(cells[0] ?? '').padEnd(62)}${cells
    .slice(1)
    .map((cell) => cell.padStart(12))
    .join('')}`

const wanted = process.argv.slice(2)
const figures: Figure[] = []
say(row('', 'ours', 'baseline', 'ratio', 'goal', 'met'))
for (const [name, measure] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const one of [await measure()].flat()) {
    figures.push(one)
    const met = one.met === null ? '' : one.met ? 'yes' : 'NO'
    const value = (number: number) => `${number} ${one.unit}`
    say(row(one.name, value(one.ours), value(one.baseline), `${one.ratio} ×`, one.goal ?? '', met))
  }
}
const file = join(import.meta.dirname, 'results.json')
if (wanted.length === 0) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(figures.every(({ met }) => met !== false) ? 0 : 1)
