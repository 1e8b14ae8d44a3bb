import type { DeviceKeyChoice, DeviceKeyView } from '@contract/safety-models'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Waiting } from '../../shared/Loading'
import { useAppState, useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { useResource } from '../../shared/use-resource'
import { Button } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { PasswordField } from '../../ui/Field'
import { Note } from '../../ui/Note'
import { Radios } from '../../ui/Radios'
import { Block, Row, Rows } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { DialogForm } from '../password/DialogForm'

/** Whether a reset by email would keep the entries on this computer, and the setting for it. */
export function DeviceKeyBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const { value, failure, load, put } = useResource(api.deviceKeyView)
  const [open, setOpen] = useState(false)
  const demo = useAppState((state) => state.profile === 'demo') === true

  const done = (view: DeviceKeyView) => {
    setOpen(false)
    put(view)
    onDone(t(view.ready ? 'deviceKey.doneReady' : 'deviceKey.doneNot'))
  }
  return (
    <Block title={t('deviceKey.title')} lead={t('deviceKey.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <Rows>
          <Row
            label={t('deviceKey.row')}
            action={
              <Button
                kind="quiet"
                small
                aria-label={t('deviceKey.change')}
                onClick={() => setOpen(true)}
              >
                {t('deviceKey.changeShort')}
              </Button>
            }
          >
            <Tag tone={value.ready ? 'ok' : 'warn'}>
              {t(value.ready ? 'deviceKey.kept' : 'deviceKey.sealed')}
            </Tag>{' '}
            {t(demo && value.ready ? 'deviceKey.stateDemo' : stateOf(value))}
          </Row>
        </Rows>
      )}
      {open && value !== null && (
        <DeviceKeyDialog view={value} onClose={() => setOpen(false)} onDone={done} />
      )}
    </Block>
  )
}

function stateOf({ keep, protected: isProtected, ready }: DeviceKeyView) {
  if (keep === 'never') return 'deviceKey.stateNever'
  if (!isProtected) return keep === 'always' ? 'deviceKey.stateAlways' : 'deviceKey.stateNoKeychain'
  return ready ? 'deviceKey.stateProtected' : 'deviceKey.stateNotYet'
}

interface Props {
  view: DeviceKeyView
  onClose: () => void
  onDone: (view: DeviceKeyView) => void
}

interface Values {
  keep: DeviceKeyChoice
  understood: boolean
  password: string
}

const choices = ['when-protected', 'always', 'never'] as const satisfies readonly DeviceKeyChoice[]

/**
 * On a computer without a keychain, `always` requires the person to tick that they understand the risk.
 */
function DeviceKeyDialog({ view, onClose, onDone }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const asking = useAsking<Values>({
    defaults: { keep: view.keep, understood: false, password: '' },
    at: { WRONG_PASSWORD: 'password' },
    async send({ keep, password }) {
      const answer = await api.deviceKeySet({ keep, password })
      if (!answer.ok) return answer
      onDone(answer.value)
      return null
    },
  })
  const { register, control, formState } = asking.form
  const keep = useWatch({ control, name: 'keep' })
  const risky = keep === 'always' && !view.protected

  return (
    <DialogForm
      asking={asking}
      title={t('deviceKey.title')}
      submit={t('deviceKey.submit')}
      busy={t('deviceKey.busy')}
      onClose={onClose}
      lead={<p className="muted">{t('deviceKey.what')}</p>}
    >
      <Radios
        legend={t('deviceKey.legend')}
        options={choices.map((value) => ({
          value,
          label: t(`deviceKey.${value}.label`),
          hint: t(`deviceKey.${value}.hint`),
        }))}
        input={register('keep')}
      />
      {risky && (
        <Note tone="warn" title={t('deviceKey.riskTitle')} live="alert">
          <p>{t('deviceKey.risk')}</p>
          <Checkbox
            label={t('deviceKey.understood')}
            {...register('understood', { required: t('deviceKey.understoodMissing') })}
          />
          <p role="alert">{formState.errors.understood?.message}</p>
        </Note>
      )}
      <PasswordField
        label={t('app:password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('app:password.missingCurrent') })}
      />
    </DialogForm>
  )
}
