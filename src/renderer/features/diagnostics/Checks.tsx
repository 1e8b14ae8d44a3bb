import type { Check, CheckState } from '@contract/diagnostics-models'
import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import './checks.css'

const icons = {
  ok: CircleCheck,
  notice: Info,
  bad: CircleAlert,
  unknown: CircleDashed,
} satisfies Record<CheckState, LucideIcon>

/** What was looked at, and what it means for the person. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation('diagnostics')
  const format = useFormat()
  const dayOf = (detail: string) => {
    const at = Date.parse(detail)
    return Number.isNaN(at) ? detail : format.date(at)
  }
  return (
    <ul className="checks">
      {checks.map(({ name, state, detail }) => {
        const Icon = icons[state]
        return (
          <li key={name} className="checks__row" data-state={state}>
            <Icon size={18} aria-hidden="true" />
            <div>
              <h3>
                {t(`check.${name}.title`)}
                <span className="unseen">: {t(`state.${state}`)}</span>
              </h3>
              <p>{t(`check.${name}.${state}`, { detail, day: dayOf(detail) })}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
