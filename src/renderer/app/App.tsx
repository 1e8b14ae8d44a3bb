import { Demo } from '../features/demo/Demo'
import { KeychainBar } from '../features/keychain/KeychainBar'
import { MailBar } from '../features/outbox/MailBar'
import { screenKey } from '../stores/screens'
import { Announcer } from '../ui/Announcer'
import { ScreenView } from './ScreenView'
import { useModel } from './services'
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
