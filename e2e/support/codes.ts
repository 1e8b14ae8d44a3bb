import type { TestMailServer } from '../../test/mail-server/index.ts'

type Mail = Awaited<ReturnType<TestMailServer['waitForMail']>>

/** The short code in an email, as the reader sees it: on a line of its own. */
export function codeOf({ subject, text }: Mail): string {
  const code = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/m.exec(text)?.[0]
  if (code === undefined) throw new Error(`'${subject}' holds no code`)
  return code
}

/** Changes one character, to get a wrong code. */
export function wrong(code: string, at = 0): string {
  const next = code[at] === '7' ? '8' : '7'
  return code.slice(0, at) + next + code.slice(at + 1)
}
