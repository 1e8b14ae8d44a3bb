import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/Field'
import { Radios } from '../../ui/Radios'
import { isPort, type MailForm, portAfter, securities } from './mail-form'

/** The address of a custom server. An accepted certificate is valid for that address only. */
export function ServerFields({ form }: { form: UseFormReturn<MailForm> }) {
  const { t } = useTranslation()
  const { register, setValue, getValues, clearErrors } = form
  const { errors } = form.formState
  const unpin = () => setValue('pin', '', { shouldDirty: true })
  return (
    <>
      <div className="field__row field__row--port">
        <TextField
          label={t('mail.host')}
          placeholder="smtp.example.com"
          error={errors.host?.message}
          {...register('host', {
            validate: (text) => text.trim() !== '' || t('mail.missing'),
            onChange: unpin,
          })}
        />
        <TextField
          label={t('mail.port')}
          inputMode="numeric"
          error={errors.port?.message}
          {...register('port', {
            validate: (text) => isPort(text) || t('mail.badPort'),
            onChange: unpin,
          })}
        />
      </div>
      <Radios
        legend={t('mail.security')}
        error={errors.security?.message}
        options={securities.map((value) => ({
          value,
          label: t(`mail.securities.${value}.label`),
          hint: t(`mail.securities.${value}.hint`),
        }))}
        input={register('security', {
          onChange: () => {
            setValue('port', portAfter(getValues('security'), getValues('port')))
            clearErrors('port')
          },
        })}
      />
    </>
  )
}
