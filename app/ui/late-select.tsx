import { useContext, useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { type Choice, FormContext, type InputProps, Labelled, Options, textOf, useField } from './form.tsx'

/**
 * One answer in a list too long to travel with each form: only the present answer comes with the page, the others when
 * the fold around the form opens. `shownAs` names the value that holds the present answer's words.
 */
export function LateSelectInput({
  name,
  wide,
  from,
  shownAs,
  empty,
}: InputProps & { from: string; shownAs: string; empty: string }) {
  const field = useField(name)
  const shown = useContext(FormContext).values[shownAs]
  const { ref, choices } = useLateChoices(from)
  const present = textOf(field.value)
  const known = present === '' || choices.some(({ value }) => value === present)
  return (
    <Labelled field={field} wide={wide}>
      <select ref={ref} className="input" id={field.id} name={name} defaultValue={present} {...field.aria}>
        <option value="">{empty}</option>
        <Options items={known ? choices : [{ value: present, label: textOf(shown) }, ...choices]} />
      </select>
    </Labelled>
  )
}

/** Asks once, whatever the number of lists of the page that propose the same. */
function useLateChoices(from: string) {
  const ref = useRef<HTMLSelectElement>(null)
  const { load, data, state } = useFetcher<{ choices: Choice[] }>({ key: from })
  const asked = data !== undefined || state !== 'idle'
  useEffect(() => {
    const fold = ref.current?.closest('details')
    if (asked || !fold) return
    const ask = () => void load(from)
    if (fold.open) ask()
    fold.addEventListener('toggle', ask, { once: true })
    return () => fold.removeEventListener('toggle', ask)
  }, [asked, from, load])
  return { ref, choices: data?.choices ?? [] }
}
