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
  /** The field's current text. */
  typed: string
  about: PasswordAbout
}

/** A field for a new password, with its strength shown during typing. */
export function NewPasswordField({ typed, about, error, ...field }: Props) {
  const assessment = useStrength(typed, about)
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      error={error}
      under={<StrengthMeter {...judgement(assessment)} />}
      // The error already says it.
      hint={error === undefined ? <StrengthWords assessment={assessment} /> : undefined}
    />
  )
}

/** The strength of the password being typed. `about` may be a new object each time. */
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
