import { z } from 'zod/mini'
import { app, email, nothing, password, ref, typedCode } from './channel'
import type { Exported, Imported, ImportPreview } from './transfer-models'

export const transferChannels = {
  /** Shows a file dialog and reads the file. Null if the person cancelled. */
  'import.choose': app<ImportPreview | null>()(nothing),
  /** For a file of ours: an encrypted export, a backup, or the database of a copied data folder. */
  'import.unlock': app<ImportPreview>()(
    z.strictObject({
      ref,
      /** Whose vault: needed if the file holds several accounts. */
      email: z.nullable(email),
      by: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('password'), password }),
        z.strictObject({ kind: z.literal('code'), code: typedCode }),
      ]),
    }),
  ),
  /** Imports everything or nothing. */
  'import.apply': app<Imported>()(z.strictObject({ ref, duplicates: z.boolean() })),
  'import.drop': app<null>()(z.strictObject({ ref })),
  /** Undoes the last import, except for entries changed since. */
  'import.undo': app<{ readonly removed: number; readonly kept: number }>()(nothing),

  /** Both show a file dialog. Null if the person cancelled. */
  'export.encrypted': app<Exported | null>()(
    z.strictObject({
      password,
      /** What is to open the file: a password, or a generated code that is shown once. */
      protect: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('password'), password }),
        z.strictObject({ kind: z.literal('code') }),
      ]),
    }),
  ),
  'export.plain': app<Exported | null>()(
    z.strictObject({ password, format: z.enum(['csv', 'json']) }),
  ),
} as const
