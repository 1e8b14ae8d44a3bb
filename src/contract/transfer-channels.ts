import { z } from 'zod/mini'
import { app, email, nothing, password, ref, typedCode } from './channel'
import type { Exported, Imported, ImportPreview } from './transfer-models'

export const transferChannels = {
  /** Asks for a file and reads it. Null when the person thought better of it. */
  'import.choose': app<ImportPreview | null>()(nothing),
  /** For a file of ours: an encrypted export, a backup, a copied data folder's database. */
  'import.unlock': app<ImportPreview>()(
    z.strictObject({
      ref,
      /** Whose: asked for where the file holds several accounts. */
      email: z.nullable(email),
      by: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('password'), password }),
        z.strictObject({ kind: z.literal('code'), code: typedCode }),
      ]),
    }),
  ),
  /** All of it or nothing. */
  'import.apply': app<Imported>()(z.strictObject({ ref, duplicates: z.boolean() })),
  'import.drop': app<null>()(z.strictObject({ ref })),
  /** Takes the last import back, except what was changed since. */
  'import.undo': app<{ readonly removed: number; readonly kept: number }>()(nothing),

  /** Each asks where; null when the person thought better of it. */
  'export.encrypted': app<Exported | null>()(
    z.strictObject({
      password,
      /** What the file is to be opened with: a password, or a code that is made and shown once. */
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
