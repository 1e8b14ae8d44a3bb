import type { Screen } from './reader.ts'

export interface Account {
  readonly email: string
  readonly password: string
}

/** From the very first screen to a new account, signed in. */
export async function makesAccount(screen: Screen, { email, password }: Account): Promise<void> {
  await screen.press('Use your mail server')
  await screen.fill('E-mail address', email)
  await screen.fill('Password', password)
  await screen.press('Create account')
  await screen.press('Later')
  await screen.sees('All entries')
}

export async function signsIn(screen: Screen, { email, password }: Account): Promise<void> {
  await screen.fill('E-mail address', email)
  await screen.fill('Password', password)
  await screen.press('Sign in')
}
