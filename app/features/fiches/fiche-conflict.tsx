import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Notice } from '#app/ui/page.tsx'
import type { ConflictLine, FicheConflict } from './fiche-conflict.ts'

/** Both versions side by side; one choice a field; nothing is lost whatever is chosen. */
export function ConflictScreen({ conflict, refused }: { conflict: FicheConflict; refused: RefusedForm }) {
  const typed = Object.entries(refused.values).filter(
    ([name]) => name !== 'version' && !name.startsWith('choix-'),
  )
  return (
    <Form method="post" className="stack">
      <Notice tone="warning">
        <p role="alert">
          <strong>{conflict.by || 'Quelqu’un'}</strong> a enregistré cette fiche
          {conflict.at && `, le ${formatInstant(new Date(conflict.at))}`}, pendant que vous écriviez. Votre
          texte est ci-dessous : choisissez champ par champ, puis enregistrez.
        </p>
      </Notice>
      <HiddenInput name="version" value={conflict.version} />
      {typed.flatMap(([name, values]) =>
        values.map((value) => <HiddenInput key={`${name}-${value}`} name={name} value={value} />),
      )}
      {conflict.lines.map((line) => (
        <ConflictField key={line.key} line={line} />
      ))}
      <div className="form-bar">
        <button type="submit" className="btn primary">
          Enregistrer ces choix
        </button>
      </div>
    </Form>
  )
}

function ConflictField({ line }: { line: ConflictLine }) {
  return (
    <fieldset className="card fiche-conflict">
      <legend>
        {line.label} {line.isDisputed && <Badge tone="red">modifié des deux côtés</Badge>}
      </legend>
      <Side line={line} side="theirs" title="Enregistré" text={line.theirs} />
      <Side line={line} side="mine" title="Le vôtre" text={line.mine} />
    </fieldset>
  )
}

function Side({
  line,
  side,
  title,
  text,
}: {
  line: ConflictLine
  side: 'theirs' | 'mine'
  title: string
  text: string
}) {
  return (
    <label className="check">
      <input type="radio" name={`choix-${line.key}`} value={side} defaultChecked={line.proposed === side} />
      <span className="stack-s">
        <strong>{title}</strong>
        <span className="prose">{text || <span className="muted">vide</span>}</span>
      </span>
    </label>
  )
}
