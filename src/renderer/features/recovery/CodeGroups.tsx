import { groupsOf } from './code-groups'
import './code-groups.css'

/** A code to be copied by hand: in groups, each with its number for eyes. */
export function CodeGroups({ code, label }: { code: string; label: string }) {
  return (
    <ol className="code-groups" aria-label={label}>
      {groupsOf(code).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike
        <li key={index}>{group}</li>
      ))}
    </ol>
  )
}
