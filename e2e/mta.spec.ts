/**
 * The reset with a mail transfer agent in between, as with any real email: Exim accepts the app's email
 * with STARTTLS and login, queues it and hands it to the mailbox's server.
 */
import { spawnMailServer, type TestMailServer } from '../test/mail-server/index.ts'
import { type Agent, startAgent } from '../test/mta/agent.ts'
import { eximProgram } from '../test/mta/program.ts'
import { ada, test as base, expect, linkOf, newPassword } from './fixtures.ts'

interface Behind {
  readonly agent: Agent
  readonly mailbox: TestMailServer
}

const test = base.extend<{ behind: Behind }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  behind: async ({}, use, info) => {
    const program = await eximProgram()
    if ('missing' in program) return info.skip(true, program.missing)
    const mailbox = await spawnMailServer({ security: 'none', login: false })
    const agent = await startAgent(program.folder, mailbox)
    await use({ agent, mailbox })
    await agent.stop()
    await mailbox.stop()
  },
  // The app's settings name the agent; the emails arrive in the mailbox.
  server: ({ behind: { agent, mailbox } }, use) => use({ ...mailbox, ...agent, stop: agent.stop }),
})

// The settings must name the agent.
test.use({ fromReadyMade: false })

test('a forgotten password is reset by a mail that a mail transfer agent has carried', async ({
  person,
  server,
  behind,
}) => {
  await person.isReady(server)
  // The mailbox's server defers it at first, as servers often do with unknown senders.
  await behind.mailbox.setFaults({ recipient: 451 })
  await person.asksForReset()
  await expect.poll(behind.agent.log).toMatch(/== ada@example\.com .* 451 /)
  await behind.mailbox.setFaults({})
  const mail = await server.waitForMail(ada.email)
  expect(mail.headers['received']?.[0]).toMatch(/by mta\.test with esmtpsa/)
  await person.pastes(linkOf(mail))
  await person.sees('Choose a new password')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
  const links = server.received.filter(({ text }) => text.includes('latchkey://reset'))
  expect(links).toHaveLength(1)
})
