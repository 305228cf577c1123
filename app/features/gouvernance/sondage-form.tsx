import { Form, useNavigation } from 'react-router'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatDateWithWeekday } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { type Dispo, dispoFields, dispos, MOST_OPTIONS, sondageFields } from './sondage.words.ts'

/** The dates to propose: a day and an hour a line, those left empty do not count. */
export function PollForm({ echeance, refused }: { echeance: IsoDate; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  const own = refused?.values.intention?.[0] === 'ouvrir' ? refused : undefined
  return (
    <Form method="post" className="form card">
      <FormFields words={sondageFields} values={{ echeance }} refused={own}>
        <HiddenInput name="intention" value="ouvrir" />
        <fieldset className="field wide">
          <legend>Dates proposées, deux au moins</legend>
          <div className="slots">
            {Array.from({ length: MOST_OPTIONS }, (_, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its rank
              <SlotInputs key={rank} rank={rank} refused={own} />
            ))}
          </div>
        </fieldset>
        <div className="form-section">
          <DateInput name="echeance" required />
          <TextArea name="message" rows={2} />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Demander aux membres
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function SlotInputs({ rank, refused }: { rank: number; refused: RefusedForm | undefined }) {
  return (
    <div className="row">
      <input
        className="input"
        type="date"
        name="jour"
        aria-label={`Date ${rank + 1}`}
        defaultValue={refused?.values.jour?.[rank] ?? ''}
      />
      <input
        className="input"
        type="time"
        name="heure"
        aria-label={`Heure ${rank + 1}`}
        defaultValue={refused?.values.heure?.[rank] ?? ''}
      />
    </div>
  )
}

interface DispoFormProps {
  options: ReadonlyArray<{ id: string; jour: IsoDate; heure: string }>
  reponses: Record<string, Dispo>
  message: string
  /** Whose answer it is, on the screen; the link says it by itself. */
  membre?: { id: string; nom: string }
}

/** Yes, if need be, no: an answer to each date. */
export function DispoForm({ options, reponses, message, membre }: DispoFormProps) {
  const busy = useNavigation().state !== 'idle'
  const prefix = membre?.id ?? 'lien'
  return (
    <Form method="post" className="stack-s">
      <HiddenInput name="intention" value="repondre" />
      {membre && <HiddenInput name="membre" value={membre.id} />}
      {options.map((its) => (
        <fieldset key={its.id} className="field">
          <legend>{`${formatDateWithWeekday(its.jour)} à ${formatHour(its.heure)}`}</legend>
          <div className="row">
            {Object.entries(dispos).map(([value, label]) => (
              <label className="check" key={value}>
                <input
                  type="radio"
                  name={`dispo-${its.id}`}
                  value={value}
                  required
                  defaultChecked={reponses[its.id] === value}
                />
                <span>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <FormFields words={dispoFields} values={{ message }} refused={undefined} idPrefix={`${prefix}-`}>
        <TextArea name="message" rows={2} />
      </FormFields>
      <div>
        <button type="submit" className="btn primary" disabled={busy}>
          Répondre{membre && <span className="sr-only"> pour {membre.nom}</span>}
        </button>
      </div>
    </Form>
  )
}
