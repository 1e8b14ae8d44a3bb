import { Fragment } from 'react'
import './shared.css'

/** Runs of letters, of digits, and of other characters. */
const runs = /\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu

/** A password to be read and typed elsewhere: digits and symbols look different from letters. */
export function PasswordText({ text }: { text: string }) {
  return (
    <span className="password-text">
      {(text.match(runs) ?? []).map((run, index) => {
        const kind = /^\p{L}/u.test(run) ? null : /^\p{N}/u.test(run) ? 'digit' : 'sign'
        // biome-ignore lint/suspicious/noArrayIndexKey: a run is identified by its position
        if (kind === null) return <Fragment key={index}>{run}</Fragment>
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run is identified by its position
          <span key={index} data-kind={kind}>
            {run}
          </span>
        )
      })}
    </span>
  )
}
