import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { useState } from 'react'
import type { NewCode } from '../../stores/new-code'
import { ProveCode } from './ProveCode'
import { ShowCode } from './ShowCode'

interface Props {
  making: NewCode
  code: NewRecoveryCode
  onKept: (view: RecoveryView) => void
}

/** The code, shown; then hidden and asked for in part, so that nobody keeps it by habit only. */
export function KeepCode({ making, code, onKept }: Props) {
  const [proving, setProving] = useState(false)
  return proving ? (
    <ProveCode making={making} code={code} onBack={() => setProving(false)} onKept={onKept} />
  ) : (
    <ShowCode making={making} code={code} onGoOn={() => setProving(true)} />
  )
}
