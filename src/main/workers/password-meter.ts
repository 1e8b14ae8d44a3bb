/** zxcvbn on a thread of its own: its dictionaries and searches must not hold up main. */
import { estimate } from './estimate'
import { serve } from './serve'

export interface PasswordQuestion {
  readonly password: string
  readonly words: readonly string[]
}

serve(({ password, words }: PasswordQuestion) => estimate(password, words))
