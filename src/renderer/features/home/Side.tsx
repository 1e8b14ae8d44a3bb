import { useTranslation } from 'react-i18next'
import type { HomeSection } from '../../stores/screens'
import { Brand } from '../../ui/Brand'
import { Demo } from '../demo/Demo'
import { UpdateLine } from '../updates/UpdateLine'
import { SideFoot } from './SideFoot'
import { SideSettings } from './SideSettings'
import { SideViews } from './SideViews'
import './side.css'

/** What the vault holds, or the settings; at the foot what is always at hand. */
export function Side({ section }: { section: HomeSection }) {
  const { t } = useTranslation()
  const settings = section !== 'vault'
  return (
    <header className="side">
      <Brand />
      <nav className="side__nav" aria-label={t(settings ? 'settings.title' : 'home.sections')}>
        {settings ? <SideSettings section={section} /> : <SideViews />}
        {/* Above the foot: it comes when it comes, and the two ways out stay where they are. */}
        <div className="side__low">
          <UpdateLine />
          <SideFoot settings={settings} />
        </div>
      </nav>
      <div className="side__end">
        <Demo place="side" />
      </div>
    </header>
  )
}
