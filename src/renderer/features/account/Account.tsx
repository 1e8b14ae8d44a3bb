import { type AccountHome, type Language, languages } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { languageNames } from '../../i18n/mail-languages'
import { useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { Row, Rows, Section } from '../../ui/Section'
import { SelectBox } from '../../ui/Select'
import { Tag } from '../../ui/Tag'
import { ChangeAddress } from './ChangeAddress'
import { ChangePassword } from './ChangePassword'
import { ConfirmBanner, PendingAddress } from './ConfirmBanner'
import { DeleteAccount } from './DeleteAccount'
import './account.css'

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

/** The address differs from the one stored in the vault: what that may mean, and how to fix it. */
function Altered({ onSetAddress }: { onSetAddress: () => void }) {
  const { t } = useTranslation('safety')
  return (
    <Note tone="bad" title={t('altered.title')}>
      <p>{t('altered.what')}</p>
      <p>{t('altered.todo')}</p>
      <Actions layout="row">
        <Button small onClick={onSetAddress}>
          {t('altered.action')}
        </Button>
      </Actions>
    </Note>
  )
}

interface MailLanguageProps {
  language: Language
  reload: () => Promise<void>
}

/** The language of emails to this account. A choice takes effect at once. */
function MailLanguage({ language, reload }: MailLanguageProps) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  // Shown at once; main's answer decides.
  const [chosen, setChosen] = useState<Language | null>(null)
  const [error, setError] = useState<string>()

  async function choose(next: Language): Promise<void> {
    setChosen(next)
    const answer = await api.accountSetLanguage({ language: next })
    setError(answer.ok ? undefined : failureText(answer))
    if (answer.ok) {
      announce(t('account.languageSet', { language: languageNames[next] }))
      await reload()
    }
    setChosen((now) => (now === next ? null : now))
  }

  return (
    <Row
      label={t('account.languageLabel')}
      action={
        <SelectBox
          aria-label={t('account.languageLabel')}
          value={chosen ?? language}
          onChange={(event) => choose(event.target.value as Language)}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      }
    >
      {t('account.language')}
      <span role="alert">{error !== undefined && ` ${error}`}</span>
    </Row>
  )
}

interface RememberedProps {
  remembered: boolean
  onDone: (text: string) => void
}

/** Whether the sign-in screen suggests this address, and a button to stop that. */
function Remembered({ remembered, onDone }: RememberedProps) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()

  const forget = () =>
    run(async () => {
      const answer = await api.accountForgetAddress()
      if (!answer.ok) return setError(failureText(answer))
      onDone(t('account.forgotten'))
      // The sign-in screen takes the address from the app's state.
      await app.refresh()
    })

  return (
    <Row
      label={t('account.rememberedLabel')}
      action={
        remembered ? (
          <Button kind="quiet" small busy={busy} aria-label={t('account.forget')} onClick={forget}>
            {t('account.forgetShort')}
          </Button>
        ) : undefined
      }
    >
      {remembered ? t('account.remembered') : t('account.notRemembered')}
      <span role="alert">{error !== undefined && ` ${error}`}</span>
    </Row>
  )
}
