import type { ChannelArgs } from '@contract/channels'
import type { ResetOutcome } from '@contract/models'
import type { Deps } from '../deps'

type Needs = Pick<Deps, 'sessions'> & {
  /** Ends the session of the account whose password it is. */
  readonly redeem: (args: ChannelArgs<'reset.redeem'>) => Promise<ResetOutcome>
  readonly signOut: () => void
}

/**
 * A reset at the app's window, with the end of whatever session is open there: of the account itself, or
 * of someone else, who was named before. With a session its page goes too, and with that whoever
 * could say what became of the reset: the next page does.
 */
export function resetUseCases({ sessions, redeem, signOut }: Needs) {
  let unseen: ResetOutcome | null = null
  sessions.onBegin(() => {
    unseen = null
  })

  return {
    /** @returns whether a session has ended. @throws DomainFailure as redeemReset */
    async redeem(args: ChannelArgs<'reset.redeem'>): Promise<{ readonly endedSession: boolean }> {
      const endedSession = sessions.account() !== null
      const outcome = await redeem(args)
      if (sessions.account() !== null) signOut()
      if (endedSession) unseen = outcome
      return { endedSession }
    },
    /** Of a reset whose page has gone, until someone is signed in. */
    unseen: () => unseen,
  }
}
