import { maxPasteLength } from '@contract/limits'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Button } from '../../ui/Button'
import { Form } from '../../ui/Form'
import { PasteField } from '../../ui/PasteField'

interface Props {
  /** Where the form is not what the screen is for. */
  aside?: boolean
}

/** Takes a link, or the whole mail it came in, and goes where it leads. */
export function PasteForm({ aside = false }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { text: '' } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ text }) => {
    const failure = await app.paste(text)
    if (failure === null) return
    setError('text', { message: failureText(failure) }, { shouldFocus: true })
  })

  return (
    <Form
      onSubmit={submit}
      busy={isSubmitting}
      layout={aside ? 'inline' : 'full'}
      actions={
        <Button
          wide={!aside}
          kind={aside ? 'quiet' : 'primary'}
          type="submit"
          busy={isSubmitting}
          busyLabel={t('paste.busy')}
        >
          {t('continue')}
        </Button>
      }
    >
      <PasteField
        label={t('paste.label')}
        error={errors.text?.message}
        rows={aside ? 1 : 2}
        autoFocus={!aside}
        placeholder={t('paste.placeholder')}
        {...register('text', {
          validate: {
            missing: (text) => text.trim() !== '' || t('paste.missing'),
            long: (text) => text.length <= maxPasteLength || t('paste.long'),
          },
        })}
      />
    </Form>
  )
}
