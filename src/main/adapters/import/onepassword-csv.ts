import { type CsvFormat, splitUrls, yes } from './csv-format'

/** 1Password 8. It exports logins and passwords only. */
export const onepasswordCsv: CsvFormat = {
  format: '1password-csv',
  marks: ['title', 'url', 'username', 'password'],
  oneOf: ['favorite', 'archived', 'tags'],
  columns: [
    ...['title', 'url', 'username', 'password', 'otpauth', 'favorite', 'archived', 'tags'],
    'notes',
  ],
  read(rows, into) {
    for (const { row, get, others } of rows) {
      into.add({
        row,
        title: get('title'),
        username: get('username'),
        password: get('password'),
        urls: splitUrls(get('url')),
        otp: get('otpauth'),
        notes: get('notes'),
        tags: [...get('tags').split(';'), ...(yes(get('archived')) ? [archivedTag] : [])],
        favourite: yes(get('favorite')),
        lines: others,
      })
    }
  },
}

/** There is no archive here: a tag tells what was in one. */
export const archivedTag = 'Archived'
