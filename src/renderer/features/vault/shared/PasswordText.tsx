import { Fragment } from 'react'
import './shared.css'

/** Runs of letters, of digits, and of the rest. */
const runs = /\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu

/** A password to be read and typed off: digits and signs look different from letters. */
export function PasswordText({ text }: { text: string }) {
  return (
    <span className="password-text">
      {(text.match(runs) ?? []).map((run, index) => {
        const kind = /^\p{L}/u.test(run) ? null : /^\p{N}/u.test(run) ? 'digit' : 'sign'
        // biome-ignore lint/suspicious/noArrayIndexKey: the runs are their order
        if (kind === null) return <Fragment key={index}>{run}</Fragment>
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs are their order
          <span key={index} data-kind={kind}>
            {run}
          </span>
        )
      })}
    </span>
  )
}
