import { useTranslation } from 'react-i18next'
import './brand.css'

export function Brand() {
  const { t } = useTranslation()
  return (
    <div className="brand">
      <svg
        width="22"
        height="22"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <circle cx="8" cy="12" r="4.5" />
        <path d="M12.5 12H21v3.5M17 12v2.5" />
      </svg>
      <span>{t('brand')}</span>
    </div>
  )
}
