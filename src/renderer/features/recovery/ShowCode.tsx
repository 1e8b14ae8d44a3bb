import type { NewRecoveryCode } from '@contract/safety-models'
import { FileText, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../app/use-failure'
import type { NewCode } from '../../stores/new-code'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { CodeGroups } from './CodeGroups'
import './show-code.css'

interface Props {
  making: NewCode
  code: NewRecoveryCode
  onGoOn: () => void
}

export function ShowCode({ making, code, onGoOn }: Props) {
  const { t } = useTranslation('safety')
  const failureText = useFailureText()
  const announce = useAnnounce()
  const printing = useBusy()
  const saving = useBusy()
  const [error, setError] = useState<string>()
  const [saved, setSaved] = useState(false)

  const print = () =>
    printing.run(async () => {
      const failure = await making.print()
      setError(failure === null ? undefined : failureText(failure))
    })
  const save = () =>
    saving.run(async () => {
      const done = await making.savePage()
      setError(typeof done === 'boolean' ? undefined : failureText(done))
      if (done !== true) return
      setSaved(true)
      announce(t('code.saved'))
    })

  return (
    <>
      <p className="show-code__lead">{t('code.lead')}</p>
      <CodeGroups code={code.code} label={t('code.groups')} />
      <Actions layout="row">
        <Button
          kind="quiet"
          small
          busy={printing.busy}
          busyLabel={t('code.printing')}
          onClick={print}
        >
          <Printer size={16} aria-hidden="true" />
          {t('code.print')}
        </Button>
        <Button kind="quiet" small busy={saving.busy} busyLabel={t('code.saving')} onClick={save}>
          <FileText size={16} aria-hidden="true" />
          {t('code.save')}
        </Button>
      </Actions>
      <p className="show-code__why">{saved ? t('code.savedWhere') : t('code.noCopy')}</p>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Actions>
        <Button wide onClick={onGoOn}>
          {t('code.kept')}
        </Button>
      </Actions>
    </>
  )
}
