import assert from 'node:assert/strict'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../../src/main/domain/model.ts'
import type { World } from '../../support/build-world.ts'
import { email, inWorld, type Place, passwordOf, type Scenario } from '../scenario.ts'

/** More than one run can send. */
const batch = 300
const queuedName = 'test.queued'
const killsName = 'test.kills'

const outbox = (at: Place) => join(at.folder, 'server.log')
const count = (w: World, name: string) => Number(w.settings.get(name) ?? 0)

/** Every third one is a notice, the rest are resets, each of which prepares a request, link and code. */
function queue(w: World): void {
  const [ada] = w.accounts.byEmail(email as Account['emailKey'])
  assert.ok(ada)
  w.transaction(() => {
    const from = count(w, queuedName)
    for (let n = from; n < from + batch; n += 1) {
      const notice = n % 3 === 0
      w.outbox.queue({
        kind: notice ? 'password-changed' : 'reset',
        accountId: notice ? ada.id : null,
        email: ada.email,
        dedupeKey: `mail:${n}`,
      })
    }
    w.settings.set(queuedName, from + batch)
  })
}

const sentSoFar = (w: World) => count(w, queuedName) - w.outboxRows.count()

/** Counts emails that are sent and recorded as sent. */
export const mailsSent: Scenario = {
  what: 'mails sent from a long queue: none lost, and none twice but the one under way',
  prepare: (at) =>
    inWorld(at, async (w) => {
      await w.withMail()
      await w.confirmed(email, passwordOf(0))
      queue(w)
    }),
  work: (at, from, say) =>
    inWorld(at, async (w) => {
      // A server that accepts every email, and remembers it for longer than this process lives.
      w.sender.send = async (_server, { messageId }) => {
        appendFileSync(outbox(at), `${messageId}\n`)
      }
      let state = from
      say(state)
      w.outbox.onDone(() => {
        state += 1
        say(state)
      })
      for (;;) {
        if (w.outboxRows.count() < batch) queue(w)
        w.app.hurryMail()
        await w.deliver()
      }
    }),
  check: (at, said) =>
    inWorld(at, async (w) => {
      const kills = count(w, killsName) + 1
      w.settings.set(killsName, kills)
      const file = outbox(at)
      const arrived = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
      const ids = new Set(arrived.filter((id) => id !== ''))
      const waiting = w.outboxRows.list(10_000).map(({ messageId }) => messageId)
      const both = waiting.filter((id) => ids.has(id))
      assert.ok(both.length <= 1, `${both.length} mails have arrived and still wait`)
      assert.equal(ids.size + waiting.length - both.length, count(w, queuedName), 'mails were lost')
      assert.ok(arrived.length - ids.size <= kills, 'more were sent twice than were under way')
      const state = sentSoFar(w)
      assert.ok(state === said || state === said + 1, `${state} sent after ${said}`)
      return state
    }),
}
