/** Entries to put into a vault and to compare one by one afterwards. */
import type { OpenEntry } from '../../src/main/domain/entry.ts'
import type { World } from './build-world.ts'

export const login = (title: string, more: Partial<OpenEntry['secret']> = {}): OpenEntry => ({
  content: {
    kind: 'login',
    title,
    notes: `notes of ${title}`,
    tags: ['home'],
    favourite: false,
    createdAt: 1_700_000_000_000,
    changedAt: 1_700_000_000_000,
    usedAt: null,
    trashedAt: null,
    username: 'ada',
    urls: [`https://${title.toLowerCase().replaceAll(' ', '-')}.example`],
    hasPassword: true,
    hasOtp: false,
    replacedAt: [],
  },
  secret: { password: `password of ${title}`, otp: '', history: [], ...more },
})

export const note = (title: string): OpenEntry => ({
  content: {
    kind: 'note',
    title,
    notes: `a note with 🔑, "quotes" and\nlines: ${title}`,
    tags: [],
    favourite: true,
    createdAt: 1_700_000_000_000,
    changedAt: 1_700_000_000_000,
    usedAt: 1_700_000_000_001,
    trashedAt: null,
  },
  secret: { password: '', otp: '', history: [] },
})

export const someEntries: readonly OpenEntry[] = [
  login('Bank', { history: ['older', 'oldest'] }),
  login('Library', { otp: 'otpauth://totp/Library?secret=JBSWY3DPEHPK3PXP' }),
  note('Wi-Fi of the summer house'),
]

/** Everything in the open vault, sorted by title. */
export function entriesOf(w: World): readonly OpenEntry[] {
  return [...w.openVault.current().entries()]
    .map(({ entry }) => entry)
    .toSorted((a, b) => a.content.title.localeCompare(b.content.title))
}

export const byTitle = (entries: readonly OpenEntry[]) =>
  entries.toSorted((a, b) => a.content.title.localeCompare(b.content.title))

/** The account with that address. */
export function accountOf(w: World, email = 'ada@example.com') {
  const [account] = w.accounts.byEmail(email as never)
  if (!account) throw new Error(`no account of ${email}`)
  return account
}

/** Creates a recovery code for whoever is signed in, and puts it in force. */
export async function keepCode(w: World, password: string): Promise<string> {
  const { ref, code } = await w.app.recovery.make({ password })
  await w.app.recovery.keep({ ref })
  return code
}
