import type { Result } from '@contract/channel'
import type { OutboxView, WaitingMail } from '@contract/mail-models'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'
import { DoneMails } from './DoneMails'
import { WaitingMails } from './WaitingMails'
import './outbox.css'

/** The emails that are waiting and what became of the others. For the owner. */
export function Outbox() {
  const { t } = useTranslation('outbox')
  const { api } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { value, failure, load, put } = useResource(api.outboxList)
  const [error, setError] = useState<string>()
  const head = useRef<HTMLHeadingElement>(null)
  const [cancelling, setCancelling] = useState<WaitingMail | null>(null)

  // Main reports when something in the outbox has changed.
  useEffect(() => api.onStateChanged(() => void load()), [api, load])

  function take(answer: Result<OutboxView>, said: string): void {
    setError(answer.ok ? undefined : failureText(answer))
    if (!answer.ok) return
    put(answer.value)
    announce(said)
  }
  const retry = async (id: number | null) => take(await api.outboxRetry({ id }), t('retried'))
  async function sendAgain(id: number): Promise<void> {
    take(await api.outboxSendAgain({ id }), t('sentAgain'))
    // The row has moved up to the waiting emails, together with its button.
    head.current?.focus()
  }
  const cancel = async (id: number) => take(await api.outboxCancel({ id }), t('cancelled'))

  return (
    <Block title={t('title')} lead={t('lead')}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <>
          <h3 ref={head} className="outbox__head" tabIndex={-1}>
            {t('waiting')}
          </h3>
          <WaitingMails view={value} onRetry={retry} onCancel={setCancelling} />
          <h3 className="outbox__head">{t('done')}</h3>
          <DoneMails mails={value.done} onSendAgain={sendAgain} />
        </>
      )}
      {cancelling !== null && (
        <CancelMail
          mail={cancelling}
          onClose={() => setCancelling(null)}
          onYes={() => cancel(cancelling.id)}
        />
      )}
    </Block>
  )
}

interface Props {
  mail: WaitingMail
  onYes: () => Promise<void>
  onClose: () => void
}

function CancelMail({ mail, onYes, onClose }: Props) {
  const { t } = useTranslation('outbox')
  const { busy, run } = useBusy()
  const what = `${t(`kind.${mail.kind}`)} ${t('to', { email: mail.email })}`
  const agree = () =>
    run(async () => {
      await onYes()
      onClose()
    })
  return (
    <Dialog title={t('cancelTitle')} onClose={onClose}>
      <p className="outbox__ask breaks">{t('cancelWhat', { what })}</p>
      <Actions layout="row">
        <Button kind="danger" busy={busy} onClick={agree}>
          {t('cancelYes')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('keep')}
        </Button>
      </Actions>
    </Dialog>
  )
}
