import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  failureOf,
  listening,
  patient,
  send,
  serverForTest,
  verdict,
} from '../../../../test/mail-server/client'
import type { MailFaults } from '../../../../test/mail-server/faults'
import { startMailServer } from '../../../../test/mail-server/server'

const quick = { connect: 150, greeting: 150, silence: 150 }

describe("what a server's answer means", () => {
  const answers: [string, MailFaults, string][] = [
    ['a refused sender is a matter of the settings', { sender: 550 }, 'MAIL_SENDER for now'],
    ['a sender refused for now is tried again', { sender: 451 }, 'MAIL_SENDER for now'],
    ['a refused recipient is told apart', { recipient: 550 }, 'MAIL_RECIPIENT for good'],
    ['greylisting is tried again', { greylist: true }, 'MAIL_RECIPIENT for now'],
    ['a refused content is final', { data: 554 }, 'MAIL_REJECTED for good'],
    ['a full disk over there is not', { data: 452 }, 'MAIL_REJECTED for now'],
    ['a sequence error is not about the mail', { data: 503 }, 'MAIL_REJECTED for now'],
    ['a wrong password is a login matter', { login: 535 }, 'MAIL_LOGIN for now'],
    ['so is a login server that is down', { login: 454 }, 'MAIL_LOGIN for now'],
    ['and a server that offers no login', { hideAuth: true }, 'MAIL_LOGIN for now'],
    ['a login demanded late is a login matter', { sender: 530 }, 'MAIL_LOGIN for now'],
    ['a server that shuts down is tried again', { recipient: 421 }, 'MAIL_REFUSED for now'],
    ['at the sender too', { sender: 421 }, 'MAIL_REFUSED for now'],
    ['at the login too', { login: 421 }, 'MAIL_REFUSED for now'],
    ['at the content too', { data: 421 }, 'MAIL_REFUSED for now'],
    ['one that hangs up at once too', { hangUp: true }, 'MAIL_REFUSED for now'],
    ['and one that hangs up after the data', { dropAfterData: 'lost' }, 'MAIL_REFUSED for now'],
  ]
  // Concurrent, because smtp-server waits a tenth of a second before each greeting.
  it.concurrent.for(answers)('%s', async ([, faults, expected], { expect, onTestFinished }) => {
    const server = await serverForTest({ faults }, onTestFinished)
    expect(await verdict(send(server))).toBe(expected)
    expect(server.received).toEqual([])
  })

  it('greylisted once, the mail arrives at the second try', async () => {
    const server = await serverForTest({ faults: { greylist: true } })
    await failureOf(send(server))
    await send(server)
    expect(server.received).toHaveLength(1)
  })

  it('nothing listening is told apart from an unknown name', async () => {
    const gone = await startMailServer()
    await gone.stop()
    expect(await verdict(send(gone))).toBe('MAIL_REFUSED for now')
    const nowhere = send(gone, { settings: { host: 'mail.latchkey.invalid' } })
    expect(await verdict(nowhere)).toBe('MAIL_HOST_NOT_FOUND for now')
  })

  it('a program that speaks something else is no mail server', async () => {
    const web = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n')))
    const server = await serverForTest()
    expect(await verdict(send(server, { settings: { port: web } }))).toBe('MAIL_REFUSED for now')
  })

  it('a server that turns everybody away in its greeting has said nothing about the mail', async () => {
    const port = await listening(createServer((socket) => socket.end('554 go away\r\n')))
    const server = await serverForTest()
    expect(await verdict(send(server, { settings: { port } }))).toBe('MAIL_REFUSED for now')
  })
})

describe('a server that does not answer', () => {
  const moments = ['greeting', 'recipient', 'data'] as const
  it.concurrent.for(moments)(
    'is given up at the %s',
    async (silent, { expect, onTestFinished }) => {
      const server = await serverForTest({ faults: { silent } }, onTestFinished)
      expect(await verdict(send(server, { timeouts: quick }))).toBe('MAIL_TIMEOUT for now')
    },
  )

  it('is given up when it drips without end', async () => {
    const port = await listening(
      createServer((socket) => {
        socket.on('error', () => {})
        const drip = setInterval(() => socket.write('220-still here\r\n'), 10)
        socket.on('close', () => clearInterval(drip))
      }),
    )
    const server = await serverForTest()
    const sending = send(server, {
      settings: { port, security: 'none', user: '' },
      timeouts: { ...patient, total: 150 },
    })
    expect(await verdict(sending)).toBe('MAIL_TIMEOUT for now')
  })

  it('gets the time that it may take', async () => {
    const server = await serverForTest({ faults: { bannerDelayMs: 250 } })
    await send(server)
    expect(server.received).toHaveLength(1)
  })
})

it("a failure carries no password and none of the server's words", async () => {
  const server = await serverForTest({ faults: { login: 535 } })
  const failure = await failureOf(send(server, { settings: { password: 'hunter2 hunter2' } }))
  const shown = JSON.stringify({ ...failure, cause: failure.cause, message: failure.message })
  expect(shown).toContain('MAIL_LOGIN')
  expect(shown).not.toMatch(/hunter2|aHVudGVyM|told to answer/)
  expect(failure.cause).toEqual({
    code: 'EAUTH',
    command: 'AUTH PLAIN',
    reply: 535,
    permanent: true,
  })
})
