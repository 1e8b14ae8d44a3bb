import { expect, it } from 'vitest'
import { readDemoMail } from '../../src/main/adapters/mail/demo-mailbox.ts'

it('a mail to several is shown in the demo with all of them, one after the other', async () => {
  const raw = [
    'From: Latchkey <latchkey@demo.invalid>',
    'To: ada@example.com',
    'To: grace@example.com',
    'Subject: Two of you',
    '',
    'Hello',
    '',
  ].join('\r\n')
  const mail = await readDemoMail('1', Buffer.from(raw))
  expect(mail).toMatchObject({
    from: '"Latchkey" <latchkey@demo.invalid>',
    to: 'ada@example.com, grace@example.com',
    subject: 'Two of you',
  })
  expect(mail.text.trim()).toBe('Hello')
})
