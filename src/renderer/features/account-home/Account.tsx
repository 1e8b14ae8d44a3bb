import type { AccountHome } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { Row, Rows } from '../../ui/Rows'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { ChangeAddress } from '../change-address/ChangeAddress'
import { PendingAddress } from '../change-address/PendingAddress'
import { ChangePassword } from '../change-password/ChangePassword'
import { DeleteAccount } from '../delete-account/DeleteAccount'
import { Altered } from './Altered'
import { ConfirmBanner } from './ConfirmBanner'
import { MailLanguage } from './MailLanguage'
import { Remembered } from './Remembered'
import './account-home.css'

interface Props {
  home: AccountHome
  reload: () => Promise<void>
}

export function Account({ home, reload }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const announce = useAnnounce()
  const [open, setOpen] = useState<'password' | 'address' | 'delete' | null>(null)
  const [message, setMessage] = useState<string>()

  const close = () => setOpen(null)
  const say = (text: string) => {
    close()
    setMessage(text)
    announce(text)
    void reload()
  }
  const change = (what: 'password' | 'address') => (
    <Button
      kind="quiet"
      small
      aria-label={t(`account.change.${what}`)}
      onClick={() => {
        setMessage(undefined)
        setOpen(what)
      }}
    >
      {t('account.changeShort')}
    </Button>
  )

  return (
    <Section title={t('home.account')} lead={t(`account.role.${home.role}`)}>
      {message !== undefined && <Note tone="ok">{message}</Note>}
      {home.altered && <Altered onSetAddress={() => setOpen('address')} />}
      {home.pendingEmail === null ? (
        <ConfirmBanner home={home} reload={reload} />
      ) : (
        <PendingAddress home={home} email={home.pendingEmail} reload={reload} onDone={say} />
      )}
      <Rows>
        <Row label={t('email.label')} action={change('address')}>
          <span className="account-home__row">
            {home.email}
            <Tag tone={home.confirmed ? 'ok' : 'warn'}>
              {home.confirmed ? t('account.confirmed') : t('account.unconfirmed')}
            </Tag>
          </span>
        </Row>
        <Row label={t('password.label')} action={change('password')}>
          {t('account.passwordChanged', { date: format.date(home.passwordChangedAt) })}
        </Row>
        <Row label={t('account.since')}>{format.date(home.createdAt)}</Row>
        <MailLanguage language={home.language} reload={reload} />
        <Remembered remembered={home.remembered} onDone={say} />
      </Rows>
      <Rows>
        <Row
          label={t('account.deleteLabel')}
          action={
            <Button
              kind="quiet"
              small
              aria-label={t('delete.title')}
              onClick={() => setOpen('delete')}
            >
              {t('account.deleteShort')}
            </Button>
          }
        >
          {t('account.deleteWhat')}
        </Row>
      </Rows>
      {open === 'password' && (
        <ChangePassword pendingEmail={home.pendingEmail} onClose={close} onDone={say} />
      )}
      {open === 'address' && <ChangeAddress altered={home.altered} onClose={close} onDone={say} />}
      {open === 'delete' && <DeleteAccount home={home} onClose={close} />}
    </Section>
  )
}
