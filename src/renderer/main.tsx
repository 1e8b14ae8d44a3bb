import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { ServicesContext } from './app/services'
import { setUpI18n } from './i18n/i18n'
import { createApp } from './stores/app'

setUpI18n()
const api = window.latchkey
const app = createApp(api)
void app.start()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ServicesContext value={{ api, app }}>
      <App />
    </ServicesContext>
  </StrictMode>,
)
