import type { WayIn } from '@contract/channels'

/** Which ways may be tried on a vault of before. The password is always one. */
export interface Ways {
  readonly code: boolean
  readonly device: boolean
}

export interface WayInValues {
  kind: WayIn['kind']
  password: string
  code: string
}

/** What needs no typing comes first. */
export const wayInDefaults = (ways: Ways): WayInValues => ({
  kind: ways.device ? 'device' : 'password',
  password: '',
  code: '',
})

export function toWayIn({ kind, password, code }: WayInValues): WayIn {
  switch (kind) {
    case 'password':
      return { kind, password }
    case 'code':
      return { kind, code }
    case 'device':
      return { kind }
  }
}

/** The fields at which a way in that does not open is said. */
export const wayInFields = {
  WAY_IN_WRONG: ({ kind }: WayInValues) => (kind === 'device' ? 'root' : kind),
  RECOVERY_MISTYPED: 'code',
  RECOVERY_WRONG: 'code',
} as const
