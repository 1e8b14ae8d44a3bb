import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aMail, patient } from '../../../../test/mail-server/client'
import type { Mail } from '../../domain/ports/mail'
import { type DemoMailboxServer, demoMailbox } from './demo-mailbox'
import { mailFolder } from './mail-folder'
import { mailWriter } from './mail-writer'
import { smtpSender } from './smtp'

async function newFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'latchkey-mailbox-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  return join(parent, 'mailbox')
}

async function started(folder: string): Promise<DemoMailboxServer & { readonly port: number }> {
  const mailbox = demoMailbox({ folder })
  const { port } = await mailbox.start()
  onTestFinished(() => mailbox.stop())
  return { ...mailbox, port }
}

function deliver(port: number, change: Partial<Mail> = {}): Promise<void> {
  const from = { name: 'Latchkey', address: 'latchkey@demo.invalid' }
  return smtpSender({ timeouts: patient }).send(
    { host: '127.0.0.1', port, security: 'none', user: '', password: '', from },
    { ...aMail, ...change },
  )
}

describe('the demo mailbox', () => {
  it('takes what the app sends, and shows the newest first', async () => {
    const mailbox = await started(await newFolder())
    const before = Date.now()
    await deliver(mailbox.port, { subject: 'First' })
    await deliver(mailbox.port, { subject: 'Grüße 日本', to: 'änne@example.com' })
    const [second, first] = await mailbox.list()
    expect(first).toMatchObject({ subject: 'First', to: 'ann@example.com', text: 'A text' })
    expect(second).toMatchObject({ subject: 'Grüße 日本', to: 'änne@example.com' })
    expect(second?.from).toBe('"Latchkey" <latchkey@demo.invalid>')
    expect(first?.at).toBeGreaterThanOrEqual(before)
    expect(second?.at).toBeGreaterThan(first?.at ?? 0)
  })

  it("gives a mail's HTML as it was written", async () => {
    const mailbox = await started(await newFolder())
    const link = `latchkey://reset?t=${'a'.repeat(300)}`
    const writer = mailWriter({ computer: 'kitchen-pc', language: 'en' })
    const content = { kind: 'reset', email: 'ann@example.com', link, at: 0, expiresAt: 1 } as const
    const written = await writer.write(content)
    await deliver(mailbox.port, written)
    const [mail] = await mailbox.list()
    expect((await mailbox.html(mail?.id ?? ''))?.trim()).toBe(written.html.trim())
    expect(mail?.text.trim()).toBe(written.text.trim())
  })

  it('shows a mail without HTML as its text, and nothing for an unknown one', async () => {
    const folder = await newFolder()
    await mailFolder(folder, 5).add(Buffer.from('Subject: x\r\n\r\n<b>&amp;</b>'))
    const mailbox = demoMailbox({ folder })
    const [mail] = await mailbox.list()
    expect(await mailbox.html(mail?.id ?? '')).toContain('&lt;b>&amp;amp;&lt;/b>')
    expect(await mailbox.html('000000000-0000000000000000')).toBeNull()
  })

  it('does not put an email’s images into its HTML', async () => {
    const folder = await newFolder()
    const parts = [
      'Content-Type: multipart/related; boundary=b\r\n\r\n--b',
      'Content-Type: text/html\r\n\r\n<img src="cid:one">\r\n--b',
      'Content-Type: image/png\r\nContent-ID: <one>\r\n\r\nx\r\n--b--\r\n',
    ]
    await mailFolder(folder, 5).add(Buffer.from(parts.join('\r\n')))
    const mailbox = demoMailbox({ folder })
    const [mail] = await mailbox.list()
    expect((await mailbox.html(mail?.id ?? ''))?.trim()).toBe('<img src="cid:one">')
  })

  it('tells its listeners, until they leave', async () => {
    const mailbox = await started(await newFolder())
    let changes = 0
    const leave = mailbox.onChange(() => changes++)
    await deliver(mailbox.port)
    expect(changes).toBe(1)
    await mailbox.clear()
    expect(changes).toBe(2)
    leave()
    await deliver(mailbox.port)
    expect(changes).toBe(2)
  })

  it('keeps its mails over a restart, and forgets them when told to', async () => {
    const folder = await newFolder()
    const before = await started(folder)
    await deliver(before.port)
    const listed = await before.list()
    await before.stop()

    const after = await started(folder)
    expect(await after.list()).toEqual(listed)
    await after.clear()
    expect(await after.list()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('is empty before the first mail, without a folder', async () => {
    const mailbox = demoMailbox({ folder: await newFolder() })
    expect(await mailbox.list()).toEqual([])
    await mailbox.clear()
    await mailbox.stop()
  })

  it('can be stopped and started again', async () => {
    const mailbox = await started(await newFolder())
    await mailbox.stop()
    await expect(deliver(mailbox.port)).rejects.toMatchObject({ code: 'MAIL_REFUSED' })
    const { port } = await mailbox.start()
    await deliver(port)
    expect(await mailbox.list()).toHaveLength(1)
  })

  it('listens to this computer only', async () => {
    const mailbox = await started(await newFolder())
    const elsewhere = connect({ port: mailbox.port, host: '127.0.0.2' })
    const outcome = await new Promise((resolve) => {
      elsewhere.once('error', () => resolve('refused'))
      elsewhere.once('connect', () => resolve('connected'))
    })
    elsewhere.destroy()
    expect(outcome).toBe('refused')
  })

  it('greets without the computer’s name', async () => {
    const mailbox = await started(await newFolder())
    const client = connect({ port: mailbox.port, host: '127.0.0.1' })
    const greeting = await new Promise((resolve) => client.once('data', resolve))
    client.destroy()
    expect(`${greeting}`).toMatch(/^220 localhost ESMTP/)
  })

  it('refuses a mail of more than a mebibyte', async () => {
    const mailbox = await started(await newFolder())
    const sending = deliver(mailbox.port, { text: 'x'.repeat(1024 * 1024 + 1) })
    await expect(sending).rejects.toMatchObject({ code: 'MAIL_REJECTED', transient: false })
    expect(await mailbox.list()).toEqual([])
  })

  it('keeps running when a client hangs up in the middle of an email', async () => {
    const mailbox = await started(await newFolder())
    const client = connect({ port: mailbox.port, host: '127.0.0.1' })
    const answered = () => new Promise((resolve) => client.once('data', resolve))
    await answered()
    for (const line of ['HELO there', 'MAIL FROM:<a@b.example>']) {
      client.write(`${line}\r\n`)
      await answered()
    }
    const closed = new Promise((resolve) => client.once('close', resolve))
    client.resetAndDestroy()
    await closed
    await deliver(mailbox.port)
    expect(await mailbox.list()).toHaveLength(1)
  })

  it('asks for another try when it cannot store', async () => {
    const folder = await newFolder()
    const mailbox = await started(folder)
    await writeFile(folder, 'a file where the folder should be')
    await expect(deliver(mailbox.port)).rejects.toMatchObject({ transient: true })
  })
})

describe('the folder of mails', () => {
  it('is for nobody else to read', async () => {
    const folder = await newFolder()
    await mailFolder(folder, 5).add(Buffer.from('Subject: x\r\n\r\ny'))
    const [name] = await readdir(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, name ?? ''))).mode & 0o777).toBe(0o600)
  })

  it('drops the oldest beyond its limit', async () => {
    const mails = mailFolder(await newFolder(), 3)
    for (const name of ['a', 'b', 'c', 'd', 'e']) await mails.add(Buffer.from(name))
    const kept = await Promise.all((await mails.ids()).map((id) => mails.read(id)))
    expect(kept.map(String)).toEqual(['e', 'd', 'c'])
  })

  it('reads nothing but its mails', async () => {
    const folder = await newFolder()
    const mails = mailFolder(folder, 5)
    await mails.add(Buffer.from('mine'))
    await writeFile(join(folder, '..', '000000000-0000000000000000.eml'), 'not mine')
    await writeFile(join(folder, 'other.eml'), 'not mine')
    const ids = [
      '',
      '..',
      'other',
      '../000000000-0000000000000000',
      '%2e%2e/x',
      'a\u0000',
      '/etc/passwd',
    ]
    expect(await Promise.all(ids.map((id) => mails.read(id)))).toEqual(ids.map(() => null))
    expect(await mails.ids()).toHaveLength(1)
  })
})
