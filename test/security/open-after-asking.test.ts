import { describe, expect, it } from 'vitest'
import { openAfterAsking } from '../../src/main/desktop/open-after-asking.ts'

function browser(answer: boolean | Promise<boolean> = true) {
  const asked: string[] = []
  const opened: string[] = []
  const open = openAfterAsking({
    ask: async (host, encrypted) => {
      asked.push(`${host} ${encrypted}`)
      return answer
    },
    open: async (address) => void opened.push(address),
  })
  return { open, asked, opened }
}

describe('an address', () => {
  it('is opened after its host was agreed to, which is asked once', async () => {
    const { open, asked, opened } = browser()
    await open('https://example.com/a')
    await open('https://example.com/b')
    expect(asked).toEqual(['example.com true'])
    expect(opened).toEqual(['https://example.com/a', 'https://example.com/b'])
  })

  it('of another host, port or without encryption is asked about anew', async () => {
    const { open, asked } = browser()
    for (const url of ['https://a.com', 'https://b.a.com', 'https://a.com:8443', 'http://a.com']) {
      await open(url)
    }
    expect(asked).toEqual(['a.com true', 'b.a.com true', 'a.com:8443 true', 'a.com false'])
  })

  it('that looks like another host is asked about by what it is', async () => {
    const { open, asked } = browser()
    await open('https://good.com@evil.com/')
    await open('https://g\u043e\u043ed.com/')
    expect(asked[0]).toBe('evil.com true')
    expect(asked[1]).toMatch(/^xn--/)
  })

  it('is not opened without a yes, and asked about again', async () => {
    const { open, asked, opened } = browser(false)
    await open('https://example.com')
    await open('https://example.com')
    expect(asked).toHaveLength(2)
    expect(opened).toEqual([])
  })

  it('asks one question at a time, however many come', async () => {
    let answer: (yes: boolean) => void = () => {}
    const { open, asked, opened } = browser(
      new Promise<boolean>((done) => {
        answer = done
      }),
    )
    const first = open('https://example.com')
    const flood = Array.from({ length: 100 }, (_, i) => open(`https://${i}.example.com`))
    await Promise.all(flood)
    answer(true)
    await first
    expect(asked).toEqual(['example.com true'])
    expect(opened).toEqual(['https://example.com/'])
  })

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'latchkey://reset?t=x',
    '',
  ])('that is none of a web page is not even asked about: %s', async (url) => {
    const { open, asked, opened } = browser()
    await open(url)
    expect([...asked, ...opened]).toEqual([])
  })
})
