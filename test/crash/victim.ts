/** Works through a scenario and reports each state once it is reached, until it is killed. */
import { type ScenarioName, scenarios } from './scenarios/index.ts'

const [, , name = '', folder = '', from = '0', time = '0'] = process.argv
const say = (state: number) => void process.stdout.write(`${state}\n`)
await scenarios[name as ScenarioName].work({ folder, time: Number(time) }, Number(from), say)
