import { z } from 'zod/mini'
import { app, nothing } from './channel'
import type { DiagnosticsView } from './diagnostics-models'

const report = z.strictObject({ madeAt: z.number() })

/** Nothing is sent by itself: a report is copied or saved by the person who reads it. */
export const diagnosticsChannels = {
  'diagnostics.collect': app<DiagnosticsView>()(nothing),
  /** The report that was just shown. Another one is refused with `BAD_REQUEST`. */
  'diagnostics.copy': app<null>()(report),
  /** The file's name; null when the person thought better of it. */
  'diagnostics.save': app<string | null>()(report),
} as const
