import { LinkButton } from '../ui/LinkButton'
import { t } from './texts'
import './toolbar.css'

/** @param onClear null when there is nothing to clear */
export function Toolbar({ onClear }: { onClear: (() => void) | null }) {
  return (
    <header className="toolbar">
      <div className="toolbar-title">
        <h1>{t('title')}</h1>
        {onClear && (
          <LinkButton quiet onClick={onClear}>
            {t('clear')}
          </LinkButton>
        )}
      </div>
      <p className="muted small">{t('lead')}</p>
    </header>
  )
}
