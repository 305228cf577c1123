import { Form } from 'react-router'
import { formatShare } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { DossierPage } from './dossier-page.server.ts'
import { gridShare, isDisputed } from './grille.rules.ts'

type Critere = DossierPage['grille'][number]

interface Props {
  page: DossierPage
  refused: RefusedForm | undefined
}

const head = (
  <>
    <th scope="col">Critère</th>
    <th scope="col">Notes données</th>
    <th scope="col">Ma note</th>
    <th scope="col">Ce qui la justifie</th>
  </>
)

/** The grid of the call: everybody's marks, where they disagree, and one's own to write. */
export function GridCard({ page, refused }: Props) {
  const { grille: criteres, personneId } = page
  if (criteres.length === 0) return null
  const share = gridShare(criteres)
  return (
    <Card
      title="Grille d’instruction"
      aside={share !== null && <span className="muted">{formatShare(share)} des points</span>}
    >
      <Form method="post" className="stack" aria-label="Grille d’instruction">
        <HiddenInput name="intention" value="noter" />
        <Table caption="Grille d’instruction" head={head}>
          {criteres.map((its) => (
            <CritereRow key={its.id} critere={its} personneId={personneId} refused={refused} />
          ))}
        </Table>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer mes notes
          </button>
        </div>
      </Form>
    </Card>
  )
}

interface RowProps {
  critere: Critere
  personneId: string
  refused: RefusedForm | undefined
}

function CritereRow({ critere, personneId, refused }: RowProps) {
  const { id, titre, aide, poids, noteMax, notes } = critere
  const mine = notes.find((its) => its.personneId === personneId)
  const wrong = refused?.refusal.fieldErrors[`note-${id}`]
  const typed = (name: string) => refused?.values[`${name}-${id}`]?.[0]
  return (
    <tr>
      <th scope="row">
        {titre}
        <div className="muted small">
          Poids {poids}. {aide}
        </div>
      </th>
      <td>
        <Marks critere={critere} />
      </td>
      <td>
        <input
          className="input amount"
          name={`note-${id}`}
          aria-label={`Ma note sur ${noteMax} : ${titre}`}
          aria-invalid={wrong ? true : undefined}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={typed('note') ?? mine?.note ?? ''}
        />{' '}
        <span className="muted">sur {noteMax}</span>
        {wrong && <div className="error small">{wrong.join(' ')}</div>}
      </td>
      <td>
        <input
          className="input"
          name={`commentaire-${id}`}
          aria-label={`Ce qui justifie ma note : ${titre}`}
          autoComplete="off"
          defaultValue={typed('commentaire') ?? mine?.commentaire ?? ''}
        />
      </td>
    </tr>
  )
}

function Marks({ critere }: { critere: Critere }) {
  if (critere.notes.length === 0) return <span className="muted">—</span>
  return (
    <>
      {isDisputed(critere) && <Badge tone="ochre">désaccord</Badge>}
      <ul className="list">
        {critere.notes.map((its) => (
          <li key={its.personneId}>
            {its.personne} : {its.note}
            {its.commentaire && <span className="muted">, {its.commentaire}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
