import type { ComponentProps } from 'react'
import './link-button.css'

type Props = ComponentProps<'button'> & { quiet?: boolean }

/** Goes somewhere inside the app; looks like a link, is a button. */
export function LinkButton({ quiet = false, type = 'button', ...rest }: Props) {
  return <button {...rest} type={type} className="link-button" data-quiet={quiet || undefined} />
}
