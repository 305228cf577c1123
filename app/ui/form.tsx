import { CircleAlert } from 'lucide-react'
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from 'react'
import { parisDate, parisTime } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'

/** The words of the fields of a form, from the `fields.ts` of its feature. */
export type FormWords = Record<string, { label: string; hint?: string }>

export interface FormState {
  words: FormWords
  /** Values to start from: what was typed and refused, else the draft, else what is stored. */
  values: Record<string, unknown>
  errors: Record<string, string[]>
  /** Before the ids of inputs, when a page holds several forms. */
  idPrefix?: string
}

export const FormContext = createContext<FormState>({ words: {}, values: {}, errors: {} })

/** Gives its fields their words, values and errors: an input then only says its name. */
export function FormFields({
  words,
  values,
  refused,
  draft,
  idPrefix = '',
  children,
}: {
  words: FormWords
  values: object
  refused?: RefusedForm | undefined
  /** What was being typed, kept as a draft: shown again to the letter. */
  draft?: Record<string, string[]> | undefined
  idPrefix?: string
  children: ReactNode
}) {
  const errors = refused?.refusal.fieldErrors ?? {}
  const stored = Object.fromEntries(Object.entries(values))
  const typed = refused?.values ?? draft
  const state = {
    words,
    errors,
    idPrefix,
    values: typed ? { ...stored, ...typedValues(typed, stored) } : stored,
  }
  return (
    <FormContext value={state}>
      {refused && <ErrorSummary refused={refused} words={words} idPrefix={idPrefix} />}
      {children}
    </FormContext>
  )
}

// What was typed wins over what is stored, list or single; an emptied field stays empty.
function typedValues(
  typed: Record<string, string[]>,
  stored: Record<string, unknown>,
): Record<string, unknown> {
  const names = new Set([...Object.keys(stored), ...Object.keys(typed)])
  return Object.fromEntries([...names].map((name) => [name, typedValue(typed[name], stored[name])]))
}

function typedValue(typed: string[] | undefined, stored: unknown): unknown {
  if (Array.isArray(stored)) return typed ?? []
  if (typeof stored === 'boolean') return typed !== undefined
  return typed === undefined ? stored : new Typed(typed[0] ?? '')
}

/** A text as it was typed, shown again to the letter: no conversion must touch it. */
class Typed {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** All that is to be corrected, with a link to each field; read out at once by a screen reader. */
export function ErrorSummary({
  refused,
  words,
  idPrefix = '',
}: {
  refused: RefusedForm
  words: FormWords
  idPrefix?: string
}) {
  const entries = Object.entries(refused.refusal.fieldErrors)
  return (
    <div className="notice error" role="alert" tabIndex={-1} id="erreurs">
      <p className="row">
        <CircleAlert aria-hidden size={18} />
        <strong>{refused.refusal.message}</strong>
      </p>
      {entries.length > 0 && (
        <ul>
          {entries.map(([name, messages]) => (
            <li key={name}>
              <a href={`#champ-${idPrefix}${name}`}>{words[name]?.label ?? name}</a> : {messages.join(' ')}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What an input shows of its field: words, value, errors, ids. */
export function useField(name: string) {
  const { words, values, errors, idPrefix = '' } = useContext(FormContext)
  const word = words[name]
  const value = values[name]
  const own = errors[name] ?? []
  const hintId = useId()
  const errorId = useId()
  const describedBy = [word?.hint ? hintId : '', own.length > 0 ? errorId : ''].filter(Boolean).join(' ')
  const aria = { 'aria-describedby': describedBy || undefined, 'aria-invalid': own.length > 0 || undefined }
  return {
    label: word?.label ?? name,
    hint: word?.hint,
    value,
    errors: own,
    hintId,
    errorId,
    aria,
    id: `champ-${idPrefix}${name}`,
  }
}

type FieldState = ReturnType<typeof useField>

function Notes({ field }: { field: FieldState }) {
  return (
    <>
      {field.hint && (
        <span className="hint" id={field.hintId}>
          {field.hint}
        </span>
      )}
      {field.errors.length > 0 && (
        <span className="error" id={field.errorId}>
          {field.errors.join(' ')}
        </span>
      )}
    </>
  )
}

export interface InputProps {
  name: string
  required?: boolean
  wide?: boolean
}

/** The words of a field, its input, then its hint and errors. */
export function Labelled({
  field,
  wide,
  required,
  children,
}: {
  field: FieldState
  wide?: boolean | undefined
  required?: boolean | undefined
  children: ReactNode
}) {
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={field.id}>
        {field.label}
        {required && <span className="muted"> (obligatoire)</span>}
      </label>
      {children}
      <Notes field={field} />
    </div>
  )
}

/** A value as an input shows it; what was typed and refused, to the letter. */
export function textOf(value: unknown): string {
  if (value instanceof Typed) return value.text
  return value === null || value === undefined ? '' : String(value)
}

type LineProps = InputProps &
  Omit<ComponentProps<'input'>, 'name' | 'required' | 'defaultValue'> & { shown?: (value: unknown) => string }

/** One line to fill: what every single-line input has in common. */
function LineInput({ name, required, wide, shown = textOf, ...attributes }: LineProps) {
  const field = useField(name)
  return (
    <Labelled field={field} wide={wide} required={required}>
      <input
        className="input"
        id={field.id}
        name={name}
        defaultValue={shown(field.value)}
        required={required}
        autoComplete="off"
        {...attributes}
        {...field.aria}
      />
    </Labelled>
  )
}

export function TextInput(
  props: InputProps & {
    type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search'
    autoComplete?: string
  },
) {
  return <LineInput type="text" {...props} />
}

export function DateInput(props: InputProps) {
  return <LineInput type="date" {...props} />
}

export function NumberInput(props: InputProps) {
  return <LineInput inputMode="decimal" {...props} />
}

/** An amount typed in euros, kept in centimes. */
export function EurosInput(props: InputProps) {
  return <LineInput inputMode="decimal" shown={eurosOf} {...props} />
}

function eurosOf(value: unknown): string {
  return typeof value === 'number'
    ? (value / 100).toFixed(2).replace('.', ',').replace(/,00$/, '')
    : textOf(value)
}

/** A day and an hour, on the clock of Paris. */
export function DateTimeInput(props: InputProps) {
  return <LineInput type="datetime-local" shown={wallClock} {...props} />
}

function wallClock(value: unknown): string {
  if (value instanceof Date) return `${parisDate(value)}T${parisTime(value)}`
  return textOf(value)
}

/** A share in [0, 1], typed as a percentage. */
export function PercentInput(props: InputProps) {
  return <LineInput inputMode="decimal" shown={percentOf} {...props} />
}

function percentOf(value: unknown): string {
  return typeof value === 'number'
    ? String(Math.round(value * 10_000) / 100).replace('.', ',')
    : textOf(value)
}

export function TextArea({ name, required, wide = true, rows = 4 }: InputProps & { rows?: number }) {
  const field = useField(name)
  return (
    <Labelled field={field} wide={wide} required={required}>
      <textarea
        className="input"
        id={field.id}
        name={name}
        rows={rows}
        defaultValue={textOf(field.value)}
        required={required}
        {...field.aria}
      />
    </Labelled>
  )
}

export interface Choice {
  value: string
  label: string
  group?: string
}

/** One answer among several. With `empty`, no answer is possible and reads so. */
export function SelectInput({
  name,
  required,
  wide,
  choices,
  empty,
}: InputProps & { choices: ReadonlyArray<Choice>; empty?: string }) {
  const field = useField(name)
  const groups = [...Map.groupBy(choices, (choice) => choice.group ?? '')]
  return (
    <Labelled field={field} wide={wide} required={required}>
      <select
        className="input"
        id={field.id}
        name={name}
        defaultValue={textOf(field.value)}
        required={required}
        {...field.aria}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {groups.map(([group, items]) =>
          group ? (
            <optgroup key={group} label={group}>
              <Options items={items} />
            </optgroup>
          ) : (
            <Options key="" items={items} />
          ),
        )}
      </select>
    </Labelled>
  )
}

export function Options({ items }: { items: ReadonlyArray<Choice> }) {
  return items.map((choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  ))
}

/** Several answers among many: plain checkboxes, which work with a keyboard and without JavaScript. */
export function CheckList({ name, wide = true, choices }: InputProps & { choices: ReadonlyArray<Choice> }) {
  const field = useField(name)
  const chosen = new Set(Array.isArray(field.value) ? field.value.map(String) : [])
  return (
    <fieldset className={wide ? 'field wide' : 'field'} id={field.id} {...field.aria}>
      <legend>{field.label}</legend>
      <Notes field={field} />
      <div className="check-list">
        {choices.map((choice) => (
          <label className="check" key={choice.value}>
            <input
              type="checkbox"
              name={name}
              value={choice.value}
              defaultChecked={chosen.has(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function CheckInput({ name, wide }: InputProps) {
  const field = useField(name)
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label className="check" htmlFor={field.id}>
        <input
          type="checkbox"
          id={field.id}
          name={name}
          value="oui"
          defaultChecked={field.value === true}
          {...field.aria}
        />
        <span>{field.label}</span>
      </label>
      <Notes field={field} />
    </div>
  )
}

export function HiddenInput({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}
