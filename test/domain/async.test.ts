import { describe, expect, it } from 'vitest'
import { serialize } from '../../src/main/domain/async.ts'

describe('what is done in turn', () => {
  it('begins when what was asked for before has ended', async () => {
    const turns = serialize()
    const done: string[] = []
    const slow = turns(async () => {
      await new Promise((next) => setImmediate(next))
      done.push('slow')
    })
    const quick = turns(async () => void done.push('quick'))
    await Promise.all([slow, quick])
    expect(done).toEqual(['slow', 'quick'])
  })

  it('is done after what failed, too', async () => {
    const turns = serialize()
    const failing = turns(() => Promise.reject(new Error('the disk is full')))
    const next = turns(async () => 'done')
    await expect(failing).rejects.toThrow('the disk is full')
    expect(await next).toBe('done')
  })
})
