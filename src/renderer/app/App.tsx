import { KeychainBar, MailBar } from '../features/status/Bars'
import { Demo } from '../features/status/Demo'
import { useModel } from '../shared/services'
import { screenKey } from '../stores/screens'
import { Announcer } from '../ui/Announcer'
import { ScreenView } from './ScreenView'
import './app.css'

export function App() {
  const screen = useModel((model) => model.screen)
  return (
    <Announcer>
      <KeychainBar />
      <MailBar />
      <div className="app__screen">
        <ScreenView key={screenKey(screen)} screen={screen} />
        {screen.name !== 'home' && screen.name !== 'starting' && <Demo place="corner" />}
      </div>
    </Announcer>
  )
}
