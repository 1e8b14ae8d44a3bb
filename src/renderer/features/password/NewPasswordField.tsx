import type { ComponentProps } from 'react'
import { useStrength } from '../../app/use-strength'
import type { PasswordAbout } from '../../stores/strength'
import { PasswordField } from '../../ui/PasswordField'
import { StrengthMeter } from '../../ui/StrengthMeter'

type Props = Omit<ComponentProps<typeof PasswordField>, 'about' | 'autoComplete' | 'hint'> & {
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
      hint={<StrengthMeter assessment={assessment} silent={error !== undefined} />}
    />
  )
}
