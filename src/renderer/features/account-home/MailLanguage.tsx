import { type Language, languages } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { languageNames } from '../../i18n/mail-languages'
import { useAnnounce } from '../../ui/Announcer'
import { Row } from '../../ui/Rows'
import { SelectBox } from '../../ui/SelectBox'

interface Props {
  language: Language
  reload: () => Promise<void>
}

/** What mails to this account are written in. A choice counts at once. */
export function MailLanguage({ language, reload }: Props) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  // At once for the eyes; what main answers counts.
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
