import { expect, it } from 'vitest'
import { good, hour, world } from '../world.ts'

it('a new password is judged by the words of its own address: typed, signed in, or of the link', async () => {
  const w = world()
  await w.withMail()
  await w.confirmed('ada.lovelace@example.com')
  w.clock.pass(hour)
  const { ref } = await w.paste(await w.resetLink('ada.lovelace@example.com'))
  await w.create('grace.hopper@example.com', good)
  const own = async (
    password: string,
    about: Parameters<typeof w.app.password.assess>[0]['about'],
  ) => (await w.app.password.assess({ password, about })).reason === 'own_words'
  const typed = { kind: 'email', email: 'edith.clarke@example.com' } as const
  const ofLink = { kind: 'link', ref } as const
  const signedIn = { kind: 'session' } as const
  expect(await own('EdithClarke2026', typed)).toBe(true)
  expect(await own('AdaLovelace2026', ofLink)).toBe(true)
  expect(await own('GraceHopper2026', signedIn)).toBe(true)
  expect(await own('GraceHopper2026', typed)).toBe(false)
  expect(await own('GraceHopper2026', ofLink)).toBe(false)
  expect(await own('AdaLovelace2026', signedIn)).toBe(false)
})
