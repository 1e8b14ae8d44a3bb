/** Import and export. */
import type { EntrySummary } from './vault-models'

export type ImportFormat =
  | 'bitwarden-csv'
  | 'bitwarden-json'
  | 'keepassxc-csv'
  | '1password-csv'
  | '1password-1pux'
  | 'chrome-csv'
  | 'firefox-csv'
  | 'safari-csv'
  | 'proton-pass-csv'
  | 'latchkey-csv'
  | 'latchkey-json'
  | 'latchkey-encrypted'
  | 'latchkey-database'

/** Why a row, or a value in it, will not come over, or not as it was. */
export const importIssueCodes = [
  'empty_row',
  'kind_unknown', // a card, an identity, an SSH key: there is no such entry here
  'otp_unreadable',
  'too_long',
  'column_unknown',
  'attachment',
  'passkey',
  'custom_field', // comes over as a line of the notes
  'in_trash',
  'entry_damaged',
  'encoding_guessed', // letters beyond ASCII may be others
] as const
export type ImportIssueCode = (typeof importIssueCodes)[number]

export interface ImportIssue {
  /** Counted as in a spreadsheet: the header is row 1. Null: about the whole file. */
  readonly row: number | null
  readonly column: string | null
  readonly code: ImportIssueCode
  /** The value comes over in another way, or the row does without it; else the row is left out. */
  readonly rowLeftOut: boolean
}

export interface ImportPreview {
  readonly ref: string
  readonly format: ImportFormat
  readonly fileName: string
  /** A file of ours that has to be opened first; nothing else is known before. */
  readonly locked: {
    readonly password: boolean
    readonly code: boolean
    readonly email: boolean
  } | null
  readonly entries: number
  /** Of these, found in the vault already, the same in every field. */
  readonly duplicates: number
  readonly sample: readonly EntrySummary[]
  readonly issues: readonly ImportIssue[]
  /** More than are listed. */
  readonly moreIssues: number
}

export interface Imported {
  readonly added: number
  readonly duplicates: number
}

export interface Exported {
  readonly fileName: string
  readonly entries: number
  /** Left out: they do not open. */
  readonly damaged: number
  /** Shown once, where a code was asked for. */
  readonly code: string | null
}
