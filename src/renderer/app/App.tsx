import { Demo } from '../features/demo/Demo'
import { screenKey } from '../stores/screens'
import { Announcer } from '../ui/Announcer'
import { ScreenView } from './ScreenView'
import { useModel } from './services'

export function App() {
  const screen = useModel((model) => model.screen)
  return (
    <Announcer>
      <ScreenView key={screenKey(screen)} screen={screen} />
      {screen.name !== 'home' && screen.name !== 'starting' && <Demo place="corner" />}
    </Announcer>
  )
}
