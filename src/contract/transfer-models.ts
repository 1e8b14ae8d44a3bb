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

export type CsvFormatName = Extract<ImportFormat, `${string}-csv`>

/** Why a row, or a value in it, can't be imported, or not as it was. */
export const importIssueCodes = [
  'empty_row',
  'kind_unknown', // a card, an identity, an SSH key: these kinds don't exist here
  'otp_unreadable',
  'too_long',
  'column_unknown',
  'attachment',
  'passkey',
  'custom_field', // imported as a line of the notes
  'in_trash',
  'entry_damaged',
  'encoding_guessed', // characters beyond ASCII may be wrong
] as const
export type ImportIssueCode = (typeof importIssueCodes)[number]

export interface ImportIssue {
  /** Counted as in a spreadsheet: the header is row 1. Null: about the whole file. */
  readonly row: number | null
  readonly column: string | null
  readonly code: ImportIssueCode
  /** True: the row is left out. False: the value is imported in another form, or the row without it. */
  readonly rowLeftOut: boolean
}

export interface ImportPreview {
  readonly ref: string
  readonly format: ImportFormat
  readonly fileName: string
  /** A file of ours that must be opened first, and with what; nothing else is known until then. */
  readonly locked: {
    readonly password: boolean
    readonly code: boolean
    readonly email: boolean
  } | null
  readonly entries: number
  /** How many of these are already in the vault, the same in every field. */
  readonly duplicates: number
  readonly sample: readonly EntrySummary[]
  readonly issues: readonly ImportIssue[]
  /** How many more issues there are than listed. */
  readonly moreIssues: number
}

export interface Imported {
  readonly added: number
  readonly duplicates: number
}

export interface Exported {
  readonly fileName: string
  readonly entries: number
  /** Left out because they don't decrypt. */
  readonly damaged: number
  /** Shown once, if a code was chosen. */
  readonly code: string | null
}
