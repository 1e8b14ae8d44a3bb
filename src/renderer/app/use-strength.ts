import type { PasswordAssessment } from '@contract/models'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStrength, type PasswordAbout } from '../stores/strength'
import { useServices } from './services'

/** How strong what is being typed is. `about` may be a new object each time. */
export function useStrength(password: string, about: PasswordAbout): PasswordAssessment | null {
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
