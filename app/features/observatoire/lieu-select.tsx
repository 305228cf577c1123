interface Choice {
  value: string
  label: string
  group: string
}

interface LieuSelectProps {
  name: string
  label: string
  choices: ReadonlyArray<Choice>
  value?: string | undefined
}

/** The places of the territory in one list, by kind. */
export function LieuSelect({ name, label, choices, value }: LieuSelectProps) {
  return (
    <label className="row">
      <span>{label}</span>
      <select className="input" name={name} defaultValue={value}>
        {[...Map.groupBy(choices, ({ group }) => group)].map(([group, own]) => (
          <optgroup key={group} label={group}>
            {own.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
