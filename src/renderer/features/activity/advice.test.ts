import { type NoticeKind, noticeKinds } from '@contract/safety-models'
import texts from '@locales/en/notices.json'
import { expect, test } from 'vitest'
import { adviceOf } from './UnseenNotices'

const notice = (kind: NoticeKind) => ({ kind, count: 1, first: 0, last: 0 })

test('the advice is for the gravest of what happened', () => {
  expect(adviceOf([notice('reset-asked')])).toBe('asked')
  expect(adviceOf([notice('codes-wrong'), notice('reset-asked')])).toBe('tried')
  expect(adviceOf(noticeKinds.map(notice))).toBe('changed')
})

test('every kind has its words, for one and for more', () => {
  const wanted = noticeKinds.flatMap((kind) => [`${kind}_one`, `${kind}_other`])
  expect(Object.keys(texts.kind).toSorted()).toEqual(wanted.toSorted())
})
