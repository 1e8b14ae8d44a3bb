import type { RecoveryView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { Button } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { Block, Row, Rows } from '../../ui/Section'
import { CheckCode, MakeCode } from './RecoveryDialogs'
import './security.css'

/** The recovery code: whether there is one, when it was last checked, and a button to make a new one. */
export function RecoveryBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const { value, failure, load, put } = useResource(api.recoveryView)
  const [open, setOpen] = useState<'make' | 'check' | null>(null)

  const done = (text: string) => (view: RecoveryView) => {
    setOpen(null)
    put(view)
    onDone(text)
  }
  return (
    <Block title={t('recovery.title')} lead={t('recovery.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <>
          {value.remind && (
            <Reminder
              text={value.madeAt === null ? t('recovery.remindNone') : t('recovery.remindOld')}
            />
          )}
          <Facts view={value} onMake={() => setOpen('make')} onCheck={() => setOpen('check')} />
        </>
      )}
      {open === 'make' && (
        <MakeCode
          replaces={value?.madeAt != null}
          onClose={() => setOpen(null)}
          onKept={done(t('code.inForce'))}
        />
      )}
      {open === 'check' && (
        <CheckCode onClose={() => setOpen(null)} onProven={done(t('recovery.proven'))} />
      )}
    </Block>
  )
}

interface FactsProps {
  view: RecoveryView
  onMake: () => void
  onCheck: () => void
}

function Facts({ view, onMake, onCheck }: FactsProps) {
  const { t } = useTranslation('safety')
  const format = useFormat()
  if (view.madeAt === null) {
    return (
      <Rows>
        <Row
          label={t('recovery.row')}
          action={
            <Button small onClick={onMake}>
              {t('recovery.make')}
            </Button>
          }
        >
          {t('recovery.none')}
        </Row>
      </Rows>
    )
  }
  return (
    <Rows>
      <Row
        label={t('recovery.row')}
        action={
          <Button kind="quiet" small aria-label={t('recovery.replace')} onClick={onMake}>
            {t('recovery.replaceShort')}
          </Button>
        }
      >
        {t('recovery.made', { date: format.date(view.madeAt) })}
      </Row>
      <Row
        label={t('recovery.provenRow')}
        action={
          <Button kind="quiet" small onClick={onCheck}>
            {t('recovery.check')}
          </Button>
        }
      >
        {view.provenAt === null ? t('recovery.never') : format.date(view.provenAt)}
      </Row>
    </Rows>
  )
}

/** A gentle reminder that can be dismissed. */
function Reminder({ text }: { text: string }) {
  const { t } = useTranslation('safety')
  const [gone, setGone] = useState(false)
  if (gone) return null
  return (
    <Note tone="info">
      <p className="reminder">
        <span>{text}</span>
        <LinkButton quiet onClick={() => setGone(true)}>
          {t('recovery.dismiss')}
        </LinkButton>
      </p>
    </Note>
  )
}
