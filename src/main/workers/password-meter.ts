/** zxcvbn on a thread of its own: its dictionaries and searches must not hold up main. */
import { parentPort } from 'node:worker_threads'
import { estimate } from './estimate'

export interface Question {
  readonly id: number
  readonly password: string
  readonly words: readonly string[]
}

parentPort?.on('message', ({ id, password, words }: Question) => {
  parentPort?.postMessage({ id, ...estimate(password, words) })
})
