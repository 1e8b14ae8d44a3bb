import type { ComputerChanges } from '@contract/channels'
import { type ComputerView, themes } from '@contract/program-models'
import { useTranslation } from 'react-i18next'
import { Waiting } from '../../shared/Loading'
import { useAppState, useServices } from '../../shared/services'
import { useChanges, useResource } from '../../shared/use-resource'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Block, Section } from '../../ui/Section'
import { Select } from '../../ui/Select'
import { LinkBlock } from './LinkBlock'
import './this-computer.css'

/** The props of each block of settings. Each change takes effect at once. */
interface BlockProps {
  view: ComputerView
  /** Whether the person may change what concerns everyone on this computer. */
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
      {/* Last, because the system may answer late and nothing should move then. */}
      <LinkBlock owner={owner} />
    </Section>
  )
}

/** Leaves out undefined settings. */
function given(what: ComputerChanges): Partial<ComputerView['settings']> {
  return Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined))
}

function LookBlock({ view, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('look.title')}>
      <div className="this-computer__choice">
        <Select
          label={t('look.theme')}
          hint={t('look.motion')}
          value={view.settings.theme}
          onChange={({ target }) => {
            const theme = themes.find((name) => name === target.value)
            if (theme !== undefined) void onChange({ theme })
          }}
          options={themes.map((name) => ({ value: name, label: t(`look.${name}`) }))}
        />
      </div>
    </Block>
  )
}

/** What this desktop can't do is shown as disabled, with the reason. */
function RunningBlock({ view: { settings, can }, owner, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('running.title')}>
      <div className="this-computer">
        <Checkbox
          label={t('running.tray')}
          hint={can.tray ? t('running.trayHint') : t('running.trayNotHere')}
          disabled={!owner || !(can.tray || settings.tray)}
          checked={settings.tray}
          onChange={({ target }) => onChange({ tray: target.checked })}
        />
        <Checkbox
          label={t('running.startAtLogin')}
          hint={can.startAtLogin ? undefined : t('running.startAtLoginNotHere')}
          disabled={!owner || !can.startAtLogin}
          checked={settings.startAtLogin}
          onChange={({ target }) => onChange({ startAtLogin: target.checked })}
        />
        {settings.startAtLogin && (
          <div className="this-computer__detail">
            <Checkbox
              label={t('running.startHidden')}
              hint={t('running.startHiddenHint')}
              disabled={!owner}
              checked={settings.startHidden}
              onChange={({ target }) => onChange({ startHidden: target.checked })}
            />
          </div>
        )}
      </div>
    </Block>
  )
}

function CaptureBlock({ view: { settings, can }, owner, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('capture.title')}>
      <div className="this-computer">
        <Checkbox
          label={t('capture.hide')}
          hint={can.hideFromCapture ? t('capture.hideHint') : t('capture.notHere')}
          disabled={!owner || !can.hideFromCapture}
          checked={can.hideFromCapture && settings.hideFromCapture}
          onChange={({ target }) => onChange({ hideFromCapture: target.checked })}
        />
      </div>
    </Block>
  )
}
