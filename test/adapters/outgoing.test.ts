import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { outgoingMail } from '../../src/main/adapters/mail/outgoing.ts'
import { aMail, serverForTest, settingsFor } from '../mail-server/client.ts'

it('the app’s own way to a mail server asks it whether it takes us, and takes a mail there', async () => {
  const server = await serverForTest()
  const { sender } = outgoingMail({
    extraCa: readFileSync(server.caFile, 'utf8'),
    replaced: () => {},
  })
  await sender.check(settingsFor(server))
  expect(server.received).toEqual([])
  await sender.send(settingsFor(server), aMail)
  expect(server.received).toMatchObject([{ to: [aMail.to] }])
})
