import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeCall, messageLength } from './message'

/** Recorded from dbus-daemon 1.14, sent by GLib's `gdbus emit`. */
const recorded = Buffer.from(
  '6c04010190000000020000009500000001016f00230000002f6f72672f667265656465736b746f70' +
    '2f6c6f67696e312f73657373696f6e2f5f33320000000000020173001f0000006f72672e66726565' +
    '6465736b746f702e444275732e50726f7065727469657300080167000873617b73767d6173000000' +
    '030173001100000050726f706572746965734368616e676564000000000000000701730004000000' +
    '3a312e34000000001e0000006f72672e667265656465736b746f702e6c6f67696e312e5365737369' +
    '6f6e0000610000000d00000049646c6553696e636548696e740001740000000000401e18240a0600' +
    '0a0000004c6f636b656448696e740001620000000100000007000000446973706c6179000428736f' +
    '29000000000000000100000032000000040000002f612f620000000000000000',
  'hex',
)

describe('a message', () => {
  it('is read as the bus sends it', () => {
    expect(messageLength(recorded)).toBe(recorded.length)
    expect(decodeMessage(recorded)).toEqual({
      kind: 'signal',
      replyTo: null,
      path: '/org/freedesktop/login1/session/_32',
      member: 'org.freedesktop.DBus.Properties.PropertiesChanged',
      args: [
        'org.freedesktop.login1.Session',
        { IdleSinceHint: null, LockedHint: true, Display: ['2', '/a/b'] },
        [],
      ],
    })
  })

  it('of our own reads as what was asked', () => {
    const call = { dest: 'a.b', path: '/c', interface: 'd.e', member: 'F', args: ['one', 'größer'] }
    const bytes = encodeCall(7, call)
    expect(messageLength(bytes)).toBe(bytes.length)
    expect(decodeMessage(bytes)).toMatchObject({ path: '/c', member: 'd.e.F', args: call.args })
  })

  it('is as long as it says once its beginning is there', () => {
    for (let length = 0; length < 16; length += 1) {
      expect(messageLength(recorded.subarray(0, length))).toBeNull()
    }
    expect(messageLength(recorded.subarray(0, 16))).toBe(recorded.length)
  })

  it('that is damaged anywhere is read as something or refused, and ends', () => {
    fc.assert(
      fc.property(
        fc.nat(recorded.length - 1),
        fc.nat(255),
        fc.nat(recorded.length),
        (at, byte, end) => {
          const damaged = Buffer.from(recorded.subarray(0, end))
          if (at < end) damaged[at] = byte
          try {
            messageLength(damaged)
            decodeMessage(damaged)
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError)
          }
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
