import { describe, expect, it } from 'vitest'
import { send, serverForTest, verdict } from '../../../../test/mail-server/client'

describe('a mail that is sent', () => {
  it('arrives with its identity, its time and as what it is', async () => {
    const server = await serverForTest()
    const before = Math.floor(Date.now() / 1000) * 1000
    await send(server)
    const [mail] = server.received
    expect(mail).toMatchObject({ from: 'latchkey@example.com', to: ['ann@example.com'] })
    expect(mail?.headers).toMatchObject({
      from: ['Latchkey <latchkey@example.com>'],
      to: ['ann@example.com'],
      subject: ['A mail'],
      'message-id': ['<one@latchkey.invalid>'],
      'auto-submitted': ['auto-generated'],
      'x-auto-response-suppress': ['OOF, AutoReply'],
      'content-language': ['en'],
    })
    expect(Date.parse(mail?.headers['date']?.[0] ?? '')).toBeGreaterThanOrEqual(before)
  })

  it('names neither the program nor the computer', async () => {
    const server = await serverForTest()
    await send(server)
    const headers = Object.keys(server.received[0]?.headers ?? {})
    expect(headers.filter((name) => name.startsWith('x-') || name === 'user-agent')).toEqual([
      'x-auto-response-suppress',
    ])
  })

  it('keeps a long link whole in a reader that knows no HTML', async () => {
    const server = await serverForTest()
    const link = `latchkey://reset?t=${'a1_-'.repeat(120)}`
    await send(server, { mail: { text: `Über:\n\n${link}\n\nBye` } })
    const [mail] = server.received
    expect(mail?.text.split('\n')).toContain(link)
    expect(mail?.raw.split('\r\n').every((line) => line.length <= 76)).toBe(true)
  })

  it('goes once, and twice with the same identity when asked twice', async () => {
    const server = await serverForTest()
    await send(server)
    await send(server)
    const ids = server.received.map((mail) => mail.headers['message-id']?.[0])
    expect(ids).toEqual(['<one@latchkey.invalid>', '<one@latchkey.invalid>'])
  })

  it('reaches an international address', async () => {
    const server = await serverForTest()
    await send(server, { mail: { to: 'änne.日本@bücher.example' } })
    await send(server, { mail: { to: 'ann@bücher.example' } })
    expect(server.received.map(({ to }) => to)).toEqual([
      ['änne.日本@bücher.example'],
      ['ann@bücher.example'],
    ])
    expect(server.received[0]?.headers['to']?.[0]).toContain('änne.日本@')
  })
})

describe('nothing can be smuggled into a mail', () => {
  const breaks = ['\r\n', '\n', '\r', '\u0000', '\u0085', '\u2028']

  it.each(breaks)('by a line break (%j) in an address or an identity', async (end) => {
    const server = await serverForTest()
    const from = { name: 'Latchkey', address: 'a@example.com' }
    const bad = `ann@example.com${end}Bcc: eve@example.com`
    const sending = [
      send(server, { mail: { to: bad } }),
      send(server, { settings: { from: { ...from, address: bad } } }),
      send(server, { settings: { from: { ...from, name: bad } } }),
      send(server, { mail: { messageId: `<one@example.com${end}>` } }),
    ]
    expect(await Promise.all(sending.map(verdict))).toEqual([
      'MAIL_RECIPIENT for good',
      'MAIL_SENDER for now',
      'MAIL_SENDER for now',
      'MAIL_REJECTED for good',
    ])
    expect(server.received).toEqual([])
  })

  it('by a line break in the subject', async () => {
    const server = await serverForTest()
    const subjects = breaks.map((end) => `Hello${end}Bcc: eve@example.com`)
    await Promise.all(subjects.map((subject) => send(server, { mail: { subject } })))
    expect(server.received).toHaveLength(subjects.length)
    for (const { to, headers } of server.received) {
      expect(to).toEqual(['ann@example.com'])
      expect(headers['bcc']).toBeUndefined()
      expect(headers['subject']).toHaveLength(1)
    }
  })

  it('by a command in the text', async () => {
    const server = await serverForTest()
    await send(server, { mail: { text: 'one\r\n.\r\nMAIL FROM:<eve@example.com>\r\n' } })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.text).toContain('MAIL FROM:<eve@example.com>')
  })

  it('by a second address where one belongs', async () => {
    const server = await serverForTest()
    await send(server, { mail: { to: 'ann@example.com,eve@example.com' } }).catch(() => {})
    await send(server, { mail: { to: '"a, eve@example.com"@example.com' } }).catch(() => {})
    expect(server.received.flatMap(({ to }) => to)).not.toContain('eve@example.com')
    expect(server.received.every(({ to }) => to.length === 1)).toBe(true)
  })

  it.each(['', 'ann', '@example.com', 'ann@', 'Ann <ann@example.com>'])(
    'and %j is no address',
    async (to) => {
      const server = await serverForTest()
      expect(await verdict(send(server, { mail: { to } }))).toBe('MAIL_RECIPIENT for good')
    },
  )
})
