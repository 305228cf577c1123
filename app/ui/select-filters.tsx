import { Form } from 'react-router'
import { type Choice, Options } from './form.tsx'

export interface SelectFilter {
  name: string
  label: string
  value: string
  choices: ReadonlyArray<Choice>
  /** The words of no condition; none: one of the choices always holds. */
  all?: string
}

/** What a list is narrowed to, kept in the address: one select a condition, and a button that works without scripts. */
export function SelectFilters({
  label,
  prefix,
  filters,
}: {
  label: string
  /** Tells the fields of two lists of a page apart. */
  prefix: string
  filters: ReadonlyArray<SelectFilter>
}) {
  return (
    <Form className="filters" aria-label={label}>
      {filters.map((its) => (
        <div className="field" key={its.name}>
          <label htmlFor={`${prefix}-${its.name}`}>{its.label}</label>
          <select className="input" id={`${prefix}-${its.name}`} name={its.name} defaultValue={its.value}>
            {its.all !== undefined && <option value="">{its.all}</option>}
            <Options items={its.choices} />
          </select>
        </div>
      ))}
      <button type="submit" className="btn">
        Montrer
      </button>
    </Form>
  )
}
