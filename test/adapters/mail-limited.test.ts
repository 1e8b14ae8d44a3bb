/** A mail server that accepts few connections must not reveal who has an account. */
import { readFileSync } from 'node:fs'
import { describe, it } from 'vitest'
import { mailWriter } from '../../src/main/adapters/mail/mail-writer.ts'
import { smtpSender } from '../../src/main/adapters/mail/smtp.ts'
import type { MailSender } from '../../src/main/domain/ports/mail.ts'
import { linkOf } from '../mail-server/index.ts'
import { startMailServer } from '../mail-server/server.ts'
import { codeOf, hour, type World, world } from '../world.ts'

const timeouts = { connect: 5000, greeting: 5000, silence: 5000, total: 9000 }
const stepMs = 5_000
const stepsAMinute = 12
const minutes = 6

type Finished = NonNullable<Parameters<typeof world>[1]>

/** What someone without an account can do with someone else's address. */
const stories: [string, (w: World, email: string) => Promise<unknown>][] = [
  ['a reset is asked for', async (w, email) => w.app.reset.ask({ email })],
  [
    'short codes are guessed',
    async (w, email) => {
      for (let n = 0; n < 5; n += 1) await codeOf(() => w.paste('77777-77777', email))
    },
  ],
  [
    'passwords are guessed',
    async (w, email) => {
      for (let n = 0; n < 5; n += 1) await codeOf(() => w.signIn(email, 'a wrong password'))
    },
  ],
]

/**
 * @param most connections that the server accepts per minute
 * @returns what anyone is shown in the six minutes after, and how often the server was contacted
 */
async function watched(
  email: string,
  most: number,
  story: (w: World, email: string) => Promise<unknown>,
  finished: Finished,
) {
  const server = await startMailServer()
  finished(() => server.stop())
  const smtp = smtpSender({ extraCa: readFileSync(server.caFile, 'utf8'), timeouts })
  let met = 0
  const sender: MailSender = {
    send(...args) {
      met += 1
      return smtp.send(...args)
    },
    check(...args) {
      met += 1
      return smtp.check(...args)
    },
  }
  const w = world(
    { mail: { sender, writer: mailWriter({ computer: 'test', language: 'en' }) } },
    finished,
  )
  const { host, port, security, user, password } = server
  await w.withMail({ host, port, security, user, password })
  await w.create()
  await w.deliver()
  await w.app.link.confirm(await w.paste(linkOf(await server.waitForMail())))
  w.app.account.signOut()
  w.clock.pass(hour)
  // Without randomness, so that two runs can be compared.
  w.random.bytes = () => Uint8Array.of(0, 0)
  met = 0

  const told: unknown[] = []
  for (let step = 0; step < minutes * stepsAMinute; step += 1) {
    if (step % stepsAMinute === 0) await server.setFaults({ mostConnections: most })
    if (step === 0) await story(w, email)
    // Someone else asks, to see the state: at once, and when the server accepts connections again.
    if ([1, 2 * stepsAMinute].includes(step)) w.app.reset.ask({ email: 'third@example.com' })
    await w.deliver()
    told.push([w.app.mail.needs(), met])
    w.clock.pass(stepMs)
  }
  return told
}

describe.concurrent('a mail server that takes few connections tells nothing', () => {
  const each = stories.flatMap((story) =>
    [1, 2, 3, 4].map((most) => [`${most} a minute, when ${story[0]}`, story[1], most] as const),
  )
  it.for(each)('%s', async ([, story, most], { expect, onTestFinished }) => {
    const [known, unknown] = await Promise.all(
      ['ada@example.com', 'nobody@example.com'].map((email) =>
        watched(email, most, story, onTestFinished),
      ),
    )
    expect(known).toEqual(unknown)
  })
})
