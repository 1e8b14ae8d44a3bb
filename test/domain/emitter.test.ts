import { describe, expect, it } from 'vitest'
import { emitter } from '../../src/main/domain/emitter.ts'

describe('what happens again and again', () => {
  it('is heard by every listener, in the order in which they came', () => {
    const said = emitter<[word: string]>()
    const heard: string[] = []
    said.on((word) => heard.push(`first ${word}`))
    said.on((word) => heard.push(`second ${word}`))

    said.emit('once')
    said.emit('twice')

    expect(heard).toEqual(['first once', 'second once', 'first twice', 'second twice'])
  })

  it('is not heard by one who has stopped listening, and still by the others', () => {
    const said = emitter()
    const heard: string[] = []
    const stop = said.on(() => heard.push('first'))
    said.on(() => heard.push('second'))

    stop()
    said.emit()

    expect(heard).toEqual(['second'])
  })

  it('is heard by all even where one of them fails, and the first failure is not lost', () => {
    const said = emitter()
    const heard: string[] = []
    said.on(() => {
      throw new Error('the first one')
    })
    said.on(() => {
      throw new Error('the second one')
    })
    said.on(() => heard.push('third'))

    expect(() => said.emit()).toThrow('the first one')
    expect(heard).toEqual(['third'])
  })

  it('is heard from the next time on by one who begins to listen meanwhile', () => {
    const said = emitter()
    const heard: string[] = []
    said.on(() => {
      if (heard.length === 0) said.on(() => heard.push('late'))
      heard.push('early')
    })

    said.emit()
    expect(heard).toEqual(['early'])

    said.emit()
    expect(heard).toEqual(['early', 'early', 'late'])
  })
})
