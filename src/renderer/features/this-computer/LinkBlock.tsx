import type { Result } from '@contract/channel'
import type { LinkHandler, LinkHealth } from '@contract/program-models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Note } from '../../ui/Note'
import { Block, Row, Rows } from '../../ui/Section'
import './this-computer.css'

/** Whether links from emails open this app, and what to do if they don't. */
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

/** The result of the test in plain words; before a test, only problems that are already known. */
function LinkResult({ health, owner }: { health: LinkHealth; owner: boolean }) {
  const { t, i18n } = useTranslation('computer')
  const { handler, test } = health
  if (test?.state === 'arrived') {
    const time = seconds(test.tookMs ?? 0, i18n.language)
    return (
      <Note tone={test.inFront && !test.late ? 'ok' : 'warn'} live="status">
        <p>{t(test.late ? 'links.arrivedLate' : 'links.arrived', { time })}</p>
        <p>{t(test.inFront ? 'links.inFront' : 'links.behind')}</p>
      </Note>
    )
  }
  const wrong = handler.state === 'none' || handler.state === 'other'
  if (!wrong && (test === null || test.state === 'waiting')) return null
  return (
    <Note tone="warn" live="status">
      <p>
        {test?.state === 'missing'
          ? t('links.missing')
          : t(`links.wrong.${handler.state}`, { program: handler.program ?? '' })}
      </p>
      {wrong && test !== null && <p>{t('links.notSent')}</p>}
      <p>{t('links.meanwhile')}</p>
      {!owner && <p>{t('links.repairOwner')}</p>}
    </Note>
  )
}

/** `0.4 seconds`, with at most one decimal place, in the language's own format. */
function seconds(ms: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / 1000)
}

interface Props {
  how: LinkHandler['repair']
  onYes: () => Promise<void>
  onClose: () => void
}

/** Asks before anything outside the app's own folder is changed. */
function RepairDialog({ how, onYes, onClose }: Props) {
  const { t } = useTranslation('computer')
  const { busy, run } = useBusy()
  return (
    <Dialog title={t('links.repairTitle')} onClose={onClose}>
      <p className="this-computer__ask">
        {t(how === 'add' ? 'links.repairAdd' : 'links.repairChoose')}
      </p>
      <Actions layout="row">
        <Button busy={busy} onClick={() => run(onYes)}>
          {t('links.repairYes')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('links.repairNo')}
        </Button>
      </Actions>
    </Dialog>
  )
}
