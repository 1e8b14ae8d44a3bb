import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { failureOf, send, serverForTest, verdict } from './client.ts'
import { linkOf, linksIn } from './received-mail.ts'
import { startMailServer } from './server.ts'
import { spawnMailServer } from './spawn.ts'

const link = 'latchkey://reset?t=abc.def-_'

describe('waiting for mail', () => {
  it('hands out each mail once, oldest first, come or still to come', async () => {
    const server = await serverForTest()
    await send(server, { mail: { subject: 'one' } })
    await send(server, { mail: { subject: 'two' } })
    expect((await server.waitForMail()).subject).toBe('one')
    expect((await server.waitForMail('ann@example.com')).subject).toBe('two')
    const third = server.waitForMail(({ subject }) => subject === 'three')
    await send(server, { mail: { subject: 'other' } })
    await send(server, { mail: { subject: 'three' } })
    expect((await third).subject).toBe('three')
    expect(server.received).toHaveLength(4)
  })

  it('ends with what came instead', async () => {
    const server = await serverForTest()
    await send(server)
    const waiting = server.waitForMail('bob@example.com', 20)
    await expect(waiting).rejects.toThrow(
      "no such mail in 20 ms; came: 'A mail' to ann@example.com",
    )
  })

  it("finds a mail's one link", async () => {
    const server = await serverForTest()
    await send(server, {
      mail: { text: `Open:\n\n${link}\n\nBye.`, html: `<a href="${link}">x</a>` },
    })
    const mail = await server.waitForMail()
    expect(linkOf(mail)).toBe(link)
    expect(linksIn(mail.html)).toEqual([link])
    expect(() => linkOf({ ...mail, text: 'none' })).toThrow('holds 0 links')
  })
})

describe('faults', () => {
  it('come and go while the server runs', async () => {
    const server = await serverForTest()
    await server.setFaults({ recipient: 550 })
    expect(await verdict(send(server))).toBe('MAIL_RECIPIENT for good')
    await server.setFaults({})
    await send(server)
    expect(server.received).toHaveLength(1)
  })

  it('a mail can be taken although the connection drops', async () => {
    const server = await serverForTest({ faults: { dropAfterData: 'taken' } })
    await failureOf(send(server))
    expect(server.received).toHaveLength(1)
  })

  it('a server that was stopped can come back on its port', async () => {
    const first = await startMailServer()
    await first.stop()
    const second = await serverForTest({ port: first.port })
    await send(second)
    expect(second.received).toHaveLength(1)
  })
})

describe('in a process of its own', () => {
  it('the server does the same', async () => {
    const server = await spawnMailServer({ security: 'tls' })
    onTestFinished(() => server.stop())
    expect(readFileSync(server.caFile, 'utf8')).toContain('BEGIN CERTIFICATE')
    await server.setFaults({ login: 535 })
    expect(await verdict(send(server))).toBe('MAIL_LOGIN for now')
    await server.setFaults({})
    const coming = server.waitForMail('ann@example.com')
    await send(server, { mail: { text: link } })
    expect(linkOf(await coming)).toBe(link)
    await server.stop()
    expect(await verdict(send({ ...server, caFile: '/dev/null' }))).toBe('MAIL_REFUSED for now')
  })

  it('one that cannot start says so', async () => {
    const server = await serverForTest()
    await expect(spawnMailServer({ port: server.port })).rejects.toThrow('ended with 1')
  })
})
