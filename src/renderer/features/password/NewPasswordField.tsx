import type { PasswordAssessment } from '@contract/models'
import { type ComponentProps, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useServices } from '../../shared/services'
import { createStrength, type PasswordAbout } from '../../stores/strength'
import { PasswordField } from '../../ui/Field'
import { judgement, StrengthMeter, StrengthWords } from '../../ui/StrengthMeter'

type Props = Omit<
  ComponentProps<typeof PasswordField>,
  'about' | 'autoComplete' | 'hint' | 'under'
> & {
  /** What is in the field now. */
  typed: string
  about: PasswordAbout
}

/** A password being chosen: it says how good it is while it is typed. */
export function NewPasswordField({ typed, about, error, ...field }: Props) {
  const assessment = useStrength(typed, about)
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      error={error}
      under={<StrengthMeter {...judgement(assessment)} />}
      // The error says it already.
      hint={error === undefined ? <StrengthWords assessment={assessment} /> : undefined}
    />
  )
}

/** How strong what is being typed is. `about` may be a new object each time. */
function useStrength(password: string, about: PasswordAbout): PasswordAssessment | null {
  const { api } = useServices()
  const [strength] = useState(() => createStrength(api.passwordAssess))
  const { kind } = about
  const whose = kind === 'email' ? about.email : kind === 'link' ? about.ref : ''

  // biome-ignore lint/correctness/useExhaustiveDependencies: `kind` and `whose` are all of `about`
  useEffect(() => {
    strength.judge(password, about)
    return strength.stop
  }, [strength, password, kind, whose])

  return useStore(strength.store, (model) => model.assessment)
}
