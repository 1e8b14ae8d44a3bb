import type { EntryInput } from '../../src/contract/channels.ts'

const login = (
  title: string,
  username: string,
  more: Partial<Extract<EntryInput, { kind: 'login' }>> = {},
): EntryInput => ({
  kind: 'login',
  title,
  username,
  urls: [],
  password: 'tidal-copper-lantern-11',
  otp: '',
  notes: '',
  tags: [],
  favourite: false,
  ...more,
})

const note = (title: string, notes: string): EntryInput => ({
  kind: 'note',
  title,
  notes,
  tags: ['home'],
  favourite: false,
})

/** A realistic vault. */
export const tourEntries: readonly EntryInput[] = [
  login('Bank of the North', 'you-4471', { favourite: true, tags: ['money'] }),
  login('City library', '20391177'),
  login('E-mail', 'ada@example.com', {
    favourite: true,
    urls: ['https://mail.example.com'],
    otp: 'JBSWY3DPEHPK3PXP',
    notes: 'Recovery phone is the old one until June.',
    tags: ['home'],
  }),
  login('Gas and water', 'ada@example.com', { tags: ['home', 'money'] }),
  login('Health insurance', 'NH-4471-02', { tags: ['money'] }),
  login('Rail pass', 'ada@example.com'),
  login('School portal', 'ada.school'),
  login('Tax office', '77 120 4471', { tags: ['money'] }),
  note('Network at home', 'The router is behind the books. Its password is on the label.'),
  note('Spare keys', 'One is with Grace, one in the office drawer.'),
]
