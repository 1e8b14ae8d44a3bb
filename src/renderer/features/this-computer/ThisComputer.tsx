import type { ComputerChanges } from '@contract/channels'
import type { ComputerView } from '@contract/desktop-models'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useAnnounce } from '../../ui/Announcer'
import { Note } from '../../ui/Note'
import { Section } from '../../ui/Section'
import { CaptureBlock } from './CaptureBlock'
import { LinkBlock } from './LinkBlock'
import { LookBlock } from './LookBlock'
import { RunningBlock } from './RunningBlock'

/** What a block of settings gets. Each change counts at once. */
export interface BlockProps {
  view: ComputerView
  /** Whether the person may change what concerns everybody here. */
  owner: boolean
  onChange: (what: ComputerChanges) => unknown
}

export function ThisComputer() {
  const { t } = useTranslation(['computer', 'app'])
  const { api } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const owner = useAppState(({ session }) => session?.role === 'owner') ?? false
  const { value, failure, load, put } = useResource(api.computerView)
  const [error, setError] = useState<string>()
  const changes = useRef(0)

  async function change(view: ComputerView, what: ComputerChanges): Promise<void> {
    // At once for the eyes; what main answers counts.
    put({ ...view, settings: { ...view.settings, ...given(what) } })
    changes.current += 1
    const mine = changes.current
    const answer = await api.computerSave(what)
    // Of several in a row the last answer has them all; those before would undo it for the eyes.
    if (mine === changes.current || !answer.ok) put(answer.ok ? answer.value : view)
    setError(answer.ok ? undefined : failureText(answer))
    if (answer.ok) announce(t('saved'))
  }

  const blocks = value && {
    view: value,
    owner,
    onChange: (what: ComputerChanges) => change(value, what),
  }
  return (
    <Section title={t('app:home.computer')} lead={t('lead')}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {!owner && <Note tone="info">{t('ownerDecides')}</Note>}
      <LinkBlock owner={owner} />
      {blocks === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <>
          <LookBlock {...blocks} />
          <RunningBlock {...blocks} />
          <CaptureBlock {...blocks} />
        </>
      )}
    </Section>
  )
}

/** Without those that are not named. */
function given(what: ComputerChanges): Partial<ComputerView['settings']> {
  return Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined))
}
