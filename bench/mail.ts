import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mailWriter } from '../src/main/adapters/mail/mail-writer.ts'
import { smtpSender } from '../src/main/adapters/mail/smtp.ts'
import type { EmailAddress } from '../src/main/domain/ids.ts'
import { MailFailure, type MailSender } from '../src/main/domain/ports/mail.ts'
import { spawnMailServer } from '../test/mail-server/index.ts'
import { buildWorld, hour, type World } from '../test/support/build-world.ts'
import { type Figure, figure } from './figure.ts'

const email = 'ada@example.com'
const away = new MailFailure('MAIL_HOST_NOT_FOUND', true)

/** Emails that were queued offline are sent: how responsive main stays meanwhile. */
export async function mailFigures(): Promise<Figure[]> {
  const server = await spawnMailServer({ security: 'none' })
  try {
    const extraCa = readFileSync(server.caFile, 'utf8')
    const real = smtpSender({ extraCa })
    const atOnce: MailSender = { check: () => Promise.resolve(), send: () => Promise.resolve() }
    return [
      ...(await drained(10_000, 'a server that answers at once', atOnce, {})),
      ...(await drained(500, 'a real one, over SMTP', real, {
        host: server.host,
        port: server.port,
        security: 'none',
        user: server.user,
        password: server.password,
      })),
    ]
  } finally {
    await server.stop()
  }
}

async function drained(
  count: number,
  to: string,
  online: MailSender,
  settings: Parameters<World['withMail']>[0],
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  let reached = true
  let [checks, sends] = [0, 0]
  const sender: MailSender = {
    async check(server) {
      checks += 1
      if (!reached) throw away
      await online.check(server)
    },
    async send(server, mail) {
      sends += 1
      await online.send(server, mail)
    },
  }
  // The real writer: the tests' own writes JSON that a test can read.
  const writer = mailWriter({ computer: 'bench', language: 'en' })
  const world = buildWorld({ folder, mail: { sender, writer } })
  try {
    await world.withMail(settings)
    await prove(world)
    reached = false
    await fill(world, count)
    await world.deliver()
    const idle = await delays(() => new Promise((done) => setTimeout(done, 1000)))
    reached = true
    ;[checks, sends] = [0, 0]
    const busy = await delays(async () => {
      world.app.hurryMail()
      await world.deliver()
    })
    if (world.outboxRows.count() > 0)
      throw new Error(`${world.outboxRows.count()} mails still wait`)
    const name = `${count.toLocaleString('en')} mails to ${to}`
    return [
      figure(
        `Main’s event-loop delay while ${name}, p99`,
        'ms',
        { ours: [busy.p99], baseline: [idle.p99] },
        { under: 20 },
      ),
      figure('The same at its worst', 'ms', { ours: [busy.max], baseline: [idle.max] }),
      figure(`The same: a mail, in the end (${sends} sent, ${checks} checks)`, 'ms', {
        ours: [busy.took / count],
        baseline: [1],
      }),
    ]
  } finally {
    await world.outbox.stop()
    world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An account with a proven address, without reading an email. */
async function prove(world: World): Promise<void> {
  await world.create(email)
  await world.deliver()
  const [ada] = world.accounts.byEmail(email as never)
  if (ada === undefined) throw new Error('no account')
  world.accounts.confirm(ada.id, ada.email, ada.emailKey, world.clock.time)
  world.app.account.signOut()
  world.clock.pass(hour)
}

/** Every third email is for an address without an account. */
async function fill(world: World, count: number): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    world.transaction(() => {
      for (let n = from; n < Math.min(from + 100, count); n += 1) {
        const to = (n % 3 === 2 ? `nobody${n}@example.com` : email) as EmailAddress
        world.outbox.queue({ kind: 'reset', accountId: null, email: to, dedupeKey: `bench:${n}` })
      }
    })
    await world.pause()
  }
}

async function delays(work: () => Promise<unknown>) {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  const started = performance.now()
  await work()
  const took = performance.now() - started
  histogram.disable()
  return { took, p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 }
}
