import { UpdateFailure, type UpdateFeed } from '../../domain/ports/updates'
import type { FeedConfig } from './feed-config'
import { asFailure, get, isHttps } from './get'

/** A feed has a few kilobytes; this is enough for every artefact and long notes. */
const mostBytes = 128 * 1024
/** From the request to the last byte: the response may be slow, but not endless. */
const timeoutMs = 60_000

/**
 * The built-in feed.
 *
 * @param agent the user agent: name, version, platform and nothing else
 * @param timeout milliseconds for the whole response
 * @returns null if this version has no feed
 */
export function httpsFeed(
  config: FeedConfig,
  agent: string,
  timeout = timeoutMs,
): UpdateFeed | null {
  if (!isHttps(config.url)) return null
  return {
    host: new URL(config.url).host,
    async newest() {
      const signal = AbortSignal.timeout(timeout)
      return textOf(config, agent, signal)
    },
    async read(statement) {
      // Loaded on first use, not at the start, because it imports jose.
      const { readSignedFeed } = await import('./signed-feed')
      return readSignedFeed(statement, config.keys)
    },
  }
}

async function textOf(
  { url, ca }: FeedConfig,
  agent: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await get({ url, agent, signal, ca })
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length
      if (size > mostBytes) throw new UpdateFailure('server')
      parts.push(part)
    }
  } catch (error) {
    throw asFailure(error)
  } finally {
    answer.destroy()
  }
  return Buffer.concat(parts).toString('utf8')
}
