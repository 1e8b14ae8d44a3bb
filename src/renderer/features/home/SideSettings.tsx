import {
  Archive,
  ArrowLeft,
  History,
  Info,
  type LucideIcon,
  Mail,
  MonitorCog,
  ShieldCheck,
  UserRound,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../shared/services'
import type { HomeSection } from '../../stores/screens'
import { SideItem } from './SideViews'
import './side.css'

interface Item {
  name: Exclude<HomeSection, 'vault'>
  icon: LucideIcon
  ownerOnly?: true
}

const groups: readonly { name: 'you' | 'everybody'; items: readonly Item[] }[] = [
  {
    name: 'you',
    items: [
      { name: 'account', icon: UserRound },
      { name: 'security', icon: ShieldCheck },
      { name: 'data', icon: Archive },
      { name: 'activity', icon: History },
    ],
  },
  {
    name: 'everybody',
    items: [
      { name: 'computer', icon: MonitorCog },
      { name: 'mail', icon: Mail, ownerOnly: true },
      { name: 'about', icon: Info },
    ],
  },
]

/** Replaces the vault's views: all sections except the entries, grouped by whom they concern. */
export function SideSettings({ section }: { section: HomeSection }) {
  const { t } = useTranslation()
  const { app } = useServices()
  const owner = useAppState((state) => state.session?.role) === 'owner'
  return (
    <div className="side-settings">
      <SideItem icon={ArrowLeft} onClick={() => app.go({ name: 'home', section: 'vault' })}>
        {t('settings.back')}
      </SideItem>
      {groups.map(({ name, items }) => (
        <section key={name} aria-labelledby={`side-${name}`}>
          <h2 id={`side-${name}`}>{t(`settings.${name}`)}</h2>
          <ul>
            {items
              .filter(({ ownerOnly }) => owner || ownerOnly !== true)
              .map((item) => (
                <li key={item.name}>
                  <SideItem
                    icon={item.icon}
                    current={item.name === section}
                    onClick={() => app.go({ name: 'home', section: item.name })}
                  >
                    {t(`home.${item.name}`)}
                  </SideItem>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
