import type { Scenario } from '../scenario.ts'
import { backupAndRestore, fileRecovered } from './backups.ts'
import { logEmptied } from './checkpoints.ts'
import { importAndUndo } from './imports.ts'
import { mailsSent } from './mails.ts'
import { change, resetByCode, resetKept, rewrap } from './passwords.ts'
import { sealedAndReopened } from './sealed.ts'

export const scenarios = {
  change,
  'reset-kept': resetKept,
  'reset-by-code': resetByCode,
  'sealed-and-reopened': sealedAndReopened,
  rewrap,
  'import-and-undo': importAndUndo,
  'mails-sent': mailsSent,
  'backup-and-restore': backupAndRestore,
  'file-recovered': fileRecovered,
  'log-emptied': logEmptied,
} as const satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as ScenarioName[]
