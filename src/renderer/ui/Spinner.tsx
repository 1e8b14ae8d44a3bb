import './spinner.css'

/** Only for eyes: whoever shows it says in words what is under way. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />
}
