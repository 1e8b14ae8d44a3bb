import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { loadHome } from './app/later'
import { setUpI18n } from './i18n/i18n'
import { ServicesContext } from './shared/services'
import { createApp } from './stores/app'

setUpI18n()
const api = window.latchkey
const app = createApp(api)
// Main answers when it can; the first frame is drawn meanwhile.
const started = app.start()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ServicesContext value={{ api, app }}>
      <App />
    </ServicesContext>
  </StrictMode>,
)

// Preloads the next screen while the person types a password, so that it opens at once.
void started.then(() => requestIdleCallback(() => void loadHome()))
