import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { reponses } from './seance.schema.ts'

/** Answers a convocation: comes, does not, sends a deputy. */
export function AnswerForm({
  organisation,
  reponse,
  message,
}: {
  organisation: string
  reponse: string | null
  message: string
}) {
  return (
    <Form method="post" className="form">
      <fieldset className="stack-s">
        <legend>{`${organisation} :`}</legend>
        {choicesOf(reponses).map(({ value, label }) => (
          <label key={value} className="row">
            <input type="radio" name="reponse" value={value} defaultChecked={reponse === value} required />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="message">Un mot à l’équipe (facultatif)</label>
        <input className="input" id="message" name="message" defaultValue={message} maxLength={500} />
      </div>
      <button type="submit" className="btn primary">
        Répondre
      </button>
    </Form>
  )
}
