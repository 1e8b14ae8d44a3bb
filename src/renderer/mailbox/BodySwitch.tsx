import { t } from './texts'
import './body-switch.css'

export type BodyView = 'formatted' | 'plain'

interface Props {
  view: BodyView
  onChange: (view: BodyView) => void
}

/** Most mail programs show the HTML part; some, and some people, the text. */
export function BodySwitch({ view, onChange }: Props) {
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
