import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Mailbox } from './Mailbox'
import { mailboxStore, readMarks } from './store'
import { language, t } from './texts'

const store = mailboxStore(window.latchkeyMailbox, readMarks(localStorage))
store.start()
document.documentElement.lang = language
document.title = `Latchkey: ${t('title')}`

const root = document.getElementById('root')
if (root === null) throw new Error('mailbox.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Mailbox store={store} />
  </StrictMode>,
)
