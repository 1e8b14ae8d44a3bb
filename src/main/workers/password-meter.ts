/** zxcvbn in its own thread: its dictionaries and searches must not block main. */

import { serve } from '../adapters/worker-thread'
import { estimate } from './estimate'

export interface PasswordQuestion {
  readonly password: string
  readonly words: readonly string[]
}

serve(({ password, words }: PasswordQuestion) => estimate(password, words))
