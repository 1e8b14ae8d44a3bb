import type { LinkHealth, LinkTest } from '@contract/program-models'
import { singleFlight } from '../async'
import { selfTestLink, selfTestOf } from '../links/parse'
import type { Clock, Later, Random } from '../ports'
import type { LinkSystem } from '../ports/system'

/** Longer than a slow computer takes to start the app a second time. */
const timeoutMs = 10_000
/** A test link is accepted once and for this long, so that a late arrival can still be reported. */
const lifeMs = 120_000

export interface LinkTests {
  view(): Promise<LinkHealth>
  /** One at a time; answers when the link has arrived or the wait has timed out. */
  run(): Promise<LinkHealth>
  repair(): Promise<LinkHealth>
  /** @returns whether it was a test link: then nothing else may open it */
  arrived(url: string): boolean
  /** Called when a late link has arrived. */
  onChange(listener: () => void): void
}

interface Pending {
  readonly nonce: string
  readonly sentAt: number
  done(): void
}

export function linkTests(deps: {
  readonly system: LinkSystem
  readonly clock: Clock
  readonly later: Later
  readonly random: Pick<Random, 'id'>
}): LinkTests {
  const { clock, system, later } = deps
  let test: LinkTest | null = null
  let pending: Pending | null = null
  let changed = () => {}

  const none = { tookMs: null, late: false, inFront: false }
  // Finding the handler starts programs.
  const handler = singleFlight(system.handler)
  const view = async (): Promise<LinkHealth> => ({ handler: await handler(), ...known() })
  const known = () => ({ test, startedByLinkAt: system.startedByLinkAt() })

  async function send(): Promise<void> {
    const { state } = await handler()
    // Otherwise it would open another program, or a browser that can't handle such a link.
    if (state === 'none' || state === 'other') {
      test = { state: 'refused', ...none }
      return
    }
    const nonce = deps.random.id()
    test = { state: 'waiting', ...none }
    let cancel = () => {}
    const came = new Promise<void>((done) => {
      cancel = later(done, timeoutMs)
      pending = { nonce, sentAt: clock.now(), done }
    })
    try {
      await system.open(selfTestLink(nonce))
      await came
      if (test.state === 'waiting') test = { state: 'missing', ...none }
    } catch {
      pending = null
      test = { state: 'refused', ...none }
    } finally {
      cancel()
    }
  }

  async function receive(nonce: string): Promise<void> {
    const awaited = pending
    if (awaited?.nonce !== nonce) return
    pending = null
    const tookMs = Math.max(0, clock.now() - awaited.sentAt)
    if (tookMs > lifeMs) return
    const inFront = await system.comeToFront()
    const late = test?.state === 'missing'
    test = { state: 'arrived', tookMs, late, inFront }
    awaited.done()
    if (late) changed()
  }

  const sendOne = singleFlight(send)

  return {
    view,
    async run() {
      await sendOne()
      return view()
    },
    async repair() {
      await system.repair()
      test = null
      // Ask again: a lookup from before the repair may still be running.
      return { handler: await system.handler(), ...known() }
    },
    arrived(url) {
      const nonce = selfTestOf(url)
      if (nonce !== null) void receive(nonce)
      return nonce !== null
    },
    onChange(listener) {
      changed = listener
    },
  }
}
