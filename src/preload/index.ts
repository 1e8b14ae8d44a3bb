/** The bridge of the app's window, an `AppApi`. Bundled into one sandboxed CommonJS file. */
import { events } from '@contract/api'
import { expose } from './expose'
import { app } from './names'

expose('latchkey', app, events.app)
