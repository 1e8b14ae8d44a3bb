import type { DoneMail } from '@contract/outbox-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Tag } from '../../ui/Tag'
import { useProblemText } from './problem-text'
import './outbox-row.css'

const firstShown = 8
const tones = { sent: 'ok', failed: 'warn', cancelled: 'plain' } as const

export function DoneMails({ mails }: { mails: readonly DoneMail[] }) {
  const { t } = useTranslation('outbox')
  const format = useFormat()
  const problemText = useProblemText()
  const [all, setAll] = useState(false)
  const shown = all ? mails : mails.slice(0, firstShown)

  if (mails.length === 0) return <p className="outbox__none">{t('noneDone')}</p>
  return (
    <>
      <ul className="outbox__list">
        {shown.map(({ id, kind, email, state, at, problem }) => (
          <li key={id} className="outbox-row">
            <div className="outbox-row__body">
              <p className="outbox-row__what">
                <span className="breaks">{`${t(`kind.${kind}`)} ${t('to', { email })}`}</span>
                <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
              </p>
              <p className="outbox-row__facts">{format.moment(at)}</p>
              {problem !== null && <p className="outbox-row__problem">{problemText(problem)}</p>}
            </div>
          </li>
        ))}
      </ul>
      {shown.length < mails.length && (
        <Actions layout="row">
          <Button small kind="quiet" onClick={() => setAll(true)}>
            {t('showAll', { count: mails.length })}
          </Button>
        </Actions>
      )}
    </>
  )
}
