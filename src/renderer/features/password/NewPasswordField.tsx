import type { ComponentProps } from 'react'
import { useStrength } from '../../app/use-strength'
import type { PasswordAbout } from '../../stores/strength'
import { judgement } from '../../ui/judgement'
import { PasswordField } from '../../ui/PasswordField'
import { StrengthMeter } from '../../ui/StrengthMeter'
import { StrengthWords } from '../../ui/StrengthWords'

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
