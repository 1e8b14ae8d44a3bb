import type { DeviceKeyChoice, DeviceKeyView } from '@contract/safety-models'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { PasswordField } from '../../ui/PasswordField'
import { Radios } from '../../ui/Radios'
import { DialogForm } from '../password/DialogForm'
import { useAsking } from '../password/use-asking'

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

/** `always` on a computer without a keychain only after its person has ticked what it means. */
export function DeviceKeyDialog({ view, onClose, onDone }: Props) {
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
