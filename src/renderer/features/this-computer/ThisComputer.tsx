import type { ComputerChanges } from '@contract/channels'
import type { ComputerView } from '@contract/desktop-models'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useChanges } from '../../app/use-changes'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
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
  const owner = useAppState(({ session }) => session?.role === 'owner') ?? false
  const { value, failure, load, put } = useResource(api.computerView)
  const { change, error } = useChanges(put, t('saved'))

  const blocks = value && {
    view: value,
    owner,
    onChange: (what: ComputerChanges) => {
      const settings = { ...value.settings, ...given(what) }
      return change(value, { ...value, settings }, () => api.computerSave(what))
    },
  }
  return (
    <Section title={t('app:home.computer')} lead={t('lead')}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {!owner && <Note tone="info">{t('ownerDecides')}</Note>}
      {blocks === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <>
          <LookBlock {...blocks} />
          <RunningBlock {...blocks} />
          <CaptureBlock {...blocks} />
        </>
      )}
      {/* Last: the system may take its time to answer, and nothing is to move then. */}
      <LinkBlock owner={owner} />
    </Section>
  )
}

/** Without those that are not named. */
function given(what: ComputerChanges): Partial<ComputerView['settings']> {
  return Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined))
}
