import { useId } from 'react'
import './slider.css'

interface Props {
  label: string
  min: number
  max: number
  value: number
  onChange: (value: number) => void
}

/** A number between two others, and what it is now. */
export function Slider({ label, min, max, value, onChange }: Props) {
  const id = useId()
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="slider__value">
        {value}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  )
}
