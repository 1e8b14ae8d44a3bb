import type { LinkHealth } from '@contract/desktop-models'
import type { Result } from '@contract/result'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { Row, Rows } from '../../ui/Rows'
import { useBusy } from '../../ui/use-busy'
import { LinkResult } from './LinkResult'
import { RepairDialog } from './RepairDialog'

/** Whether a link from a mail finds its way here, and what to do if not. */
export function LinkBlock({ owner }: { owner: boolean }) {
  const { t } = useTranslation('computer')
  const { api } = useServices()
  const failureText = useFailureText()
  const format = useFormat()
  const announce = useAnnounce()
  const { value, failure, load, put } = useResource(api.linkHealthView)
  const { busy, run } = useBusy()
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<string>()

  useEffect(() => api.onComputerChanged(() => void load()), [api, load])

  function take(answer: Result<LinkHealth>, failed: (code: Result<LinkHealth>) => string): boolean {
    if (answer.ok) put(answer.value)
    setError(answer.ok ? undefined : failed(answer))
    return answer.ok
  }
  const text = (answer: Result<LinkHealth>) => (answer.ok ? '' : failureText(answer))
  const test = () => run(async () => void take(await api.linkHealthTest(), text))
  const repair = async () => {
    const done = take(await api.linkHealthRepair(), (answer) =>
      !answer.ok && answer.code === 'INTERNAL' ? t('links.repairFailed') : text(answer),
    )
    setAsking(false)
    if (done) announce(t('links.repaired'))
  }

  return (
    <Block title={t('links.title')} lead={t('links.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <>
          <Rows>
            <Row label={t('links.opensWith')}>{handlerText(t, value)}</Row>
            <Row label={t('links.started')}>
              {value.startedByLinkAt === null
                ? t('links.neverStarted')
                : format.moment(value.startedByLinkAt)}
            </Row>
          </Rows>
          <LinkResult health={value} owner={owner} />
          {error !== undefined && (
            <Note tone="bad" live="alert">
              {error}
            </Note>
          )}
          <Actions layout="row">
            {owner && needsRepair(value) && (
              <Button onClick={() => setAsking(true)}>{t('links.repair')}</Button>
            )}
            <Button kind="quiet" busy={busy} busyLabel={t('links.testing')} onClick={test}>
              {t('links.test')}
            </Button>
          </Actions>
          {asking && (
            <RepairDialog
              how={value.handler.repair}
              onYes={repair}
              onClose={() => setAsking(false)}
            />
          )}
        </>
      )}
    </Block>
  )
}

type T = ReturnType<typeof useTranslation<'computer'>>['t']

function handlerText(t: T, { handler }: LinkHealth): string {
  return t(`links.state.${handler.state}`, { program: handler.program ?? t('links.ours') })
}

const needsRepair = ({ handler, test }: LinkHealth) =>
  handler.state !== 'ours' || test?.state === 'missing' || test?.state === 'refused'
