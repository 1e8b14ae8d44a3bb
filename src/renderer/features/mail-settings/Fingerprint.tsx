/** Two lines of 16 bytes, in groups that are compared one by one. */
export function Fingerprint({ value }: { value: string }) {
  const bytes = value.split(':')
  const line = (from: number) =>
    bytes
      .slice(from, from + 16)
      .join('')
      .replace(/.{4}(?=.)/g, '$& ')
  return (
    <span className="mail-settings__fingerprint">
      <span>{line(0)}</span> <span>{line(16)}</span>
    </span>
  )
}
