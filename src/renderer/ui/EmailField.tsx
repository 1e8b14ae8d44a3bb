import type { ComponentProps } from 'react'
import { TextField } from './TextField'

/** `type="text"`: Chromium would trim, and turn a host name into punycode, behind our back. */
export function EmailField(props: ComponentProps<typeof TextField>) {
  return <TextField inputMode="email" autoComplete="username" {...props} />
}
