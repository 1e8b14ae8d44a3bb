import type { DemoMail } from '@contract/models'
import { useState } from 'react'
import { longTime, t } from './texts'
import './mail-view.css'

/** An email as a mail program shows it. */
export function MailView({ mail }: { mail: DemoMail }) {
  const [view, setView] = useState<BodyView>('formatted')
  const subject = mail.subject || t('noSubject')
  return (
    <article className="mail-view">
      <header className="mail-head">
        <div className="mail-head-line">
          <h2 className="breaks">{subject}</h2>
          <BodySwitch view={view} onChange={setView} />
        </div>
        <dl className="mail-facts">
          <dt>{t('from')}</dt>
          <dd className="breaks">{mail.from}</dd>
          <dt>{t('to')}</dt>
          <dd className="breaks">{mail.to}</dd>
        </dl>
        <time className="muted small" dateTime={new Date(mail.at).toISOString()}>
          {longTime(mail.at)}
        </time>
      </header>
      {view === 'plain' ? (
        <pre className="mail-text">{mail.text}</pre>
      ) : (
        // Fully sandboxed: no scripts, forms, windows or origin. Only a click on a latchkey: link
        // gets out, to main, which takes the link instead of following it.
        <iframe
          className="mail-frame"
          sandbox=""
          src={`app://mail/${mail.id}`}
          title={t('body', { subject })}
        />
      )}
    </article>
  )
}

type BodyView = 'formatted' | 'plain'

interface Props {
  view: BodyView
  onChange: (view: BodyView) => void
}

/** Most mail programs show the HTML part; some programs, and some people, prefer plain text. */
function BodySwitch({ view, onChange }: Props) {
  return (
    <fieldset className="body-switch" aria-label={t('view')}>
      {(['formatted', 'plain'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={view === one} onClick={() => onChange(one)}>
          {t(one)}
        </button>
      ))}
    </fieldset>
  )
}
