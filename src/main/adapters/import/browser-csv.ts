import { timeOf } from './draft'
import type { CsvFormat } from './table'

/** Chrome and everything based on Chromium: Edge, Brave, Opera, Vivaldi. */
export const chromeCsv: CsvFormat = {
  marks: ['name', 'url', 'username', 'password'],
  columns: ['name', 'url', 'username', 'password', 'note'],
  read(rows, into) {
    for (const { row, get, others } of rows) {
      into.add({
        row,
        title: get('name'),
        username: get('username'),
        password: get('password'),
        urls: [get('url')],
        notes: get('note'),
        lines: others,
      })
    }
  },
}

export const firefoxCsv: CsvFormat = {
  marks: ['url', 'username', 'password'],
  oneOf: ['httprealm', 'formactionorigin', 'guid', 'timepasswordchanged'],
  columns: [
    ...['url', 'username', 'password', 'httprealm', 'formactionorigin', 'guid', 'timecreated'],
    ...['timelastused', 'timepasswordchanged'],
  ],
  read(rows, into) {
    for (const { row, get, others } of rows) {
      // Firefox's keys for its own sync, which some versions export: they aren't logins.
      if (get('url') === 'chrome://FirefoxAccounts') {
        into.issues.leaveOut(row, 'url', 'kind_unknown')
        continue
      }
      const realm = get('httprealm')
      if (realm !== '') into.issues.add(row, 'httpRealm', 'custom_field')
      into.add({
        row,
        username: get('username'),
        password: get('password'),
        urls: [get('url')],
        createdAt: timeOf(get('timecreated')),
        changedAt: timeOf(get('timepasswordchanged')),
        usedAt: timeOf(get('timelastused')),
        lines: [...(realm === '' ? [] : [{ label: 'httpRealm', value: realm }]), ...others],
      })
    }
  },
}

/** Safari and Apple's Passwords app. */
export const safariCsv: CsvFormat = {
  marks: ['title', 'url', 'username', 'password'],
  oneOf: ['otpauth', 'notes'],
  columns: ['title', 'url', 'username', 'password', 'notes', 'otpauth'],
  read(rows, into) {
    for (const { row, get, others } of rows) {
      into.add({
        row,
        title: get('title'),
        username: get('username'),
        password: get('password'),
        urls: [get('url')],
        otp: get('otpauth'),
        notes: get('notes'),
        lines: others,
      })
    }
  },
}
