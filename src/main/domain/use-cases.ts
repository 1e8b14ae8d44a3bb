import type { Camel } from '@contract/api'
import type { ChannelArgs, ChannelName, ChannelResult } from '@contract/channels'

type UseCase<N extends ChannelName> = (
  args: ChannelArgs<N>,
) => ChannelResult<N> | Promise<ChannelResult<N>>

type Head<N> = N extends `${infer Prefix}.${string}` ? Prefix : never
type Tail<N, Prefix extends string> = N extends `${Prefix}.${infer Rest}` ? Camel<Rest> : never

/** The use cases behind the channels with a prefix: `vault.set-favourite` is `setFavourite`. */
export type UseCases<Prefix extends string> = {
  readonly [N in Extract<ChannelName, `${Prefix}.${string}`> as Tail<N, Prefix>]: UseCase<N>
}

/** The use cases behind all channels: `vault.set-favourite` is `vault.setFavourite`. */
export type AllUseCases = {
  readonly [Prefix in Head<ChannelName> as Camel<Prefix>]: UseCases<Prefix>
}
