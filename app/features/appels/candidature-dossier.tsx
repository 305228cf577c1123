import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { exigenceEtats, pieceEtats, sectionEtats } from './candidature.words.ts'
import type { BidContext } from './candidature-context.ts'
import { RequirementMatrix } from './candidature-matrices.tsx'
import { PartActions, PartForm } from './candidature-part-form.tsx'

type Props = BidContext & { refused: RefusedForm | undefined }

const tones: Record<string, Tone> = {
  a_faire: 'red',
  a_traiter: 'red',
  a_ecrire: 'red',
  en_cours: 'ochre',
  en_relecture: 'ochre',
  prete: 'green',
  satisfaite: 'green',
  arretee: 'green',
}

/** The file to hand in: what the call demands, the pieces, the texts, and the versions kept. */
export function DossierPanels(props: Props) {
  return (
    <>
      <Requirements {...props} />
      <Pieces {...props} />
      {props.bid.exigences.length > 0 && props.bid.pieces.length > 0 && <RequirementMatrix bid={props.bid} />}
      <Sections {...props} />
      <Versions {...props} />
    </>
  )
}

function Requirements({ bid, refused }: Props) {
  const heads = (
    <>
      <th scope="col">Exigence</th>
      <th scope="col">Qui s’en occupe</th>
      <th scope="col">État</th>
      <th scope="col">Preuve</th>
      <th scope="col">
        <span className="sr-only">Modifier</span>
      </th>
    </>
  )
  return (
    <Card title="Ce que l’appel exige">
      {bid.exigences.length > 0 && (
        <Table caption="Exigences de l’appel" head={heads}>
          {bid.exigences.map((its) => (
            <tr key={its.id}>
              <th scope="row">{its.titre}</th>
              <td>{its.responsable || <span className="muted">personne</span>}</td>
              <td>
                <Badge tone={tones[its.etat] ?? 'neutral'}>{exigenceEtats[its.etat]}</Badge>
              </td>
              <td>{its.preuve || <span className="muted">à dire</span>}</td>
              <td>
                <PartActions kind="exigence" id={its.id} values={its} refused={refused} name={its.titre} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <PartForm
        kind="exigence"
        values={{ etat: 'a_traiter', pieceIds: [] }}
        label="Ajouter une exigence"
        refused={refused}
      />
    </Card>
  )
}

function Pieces({ bid, refused }: Props) {
  const heads = (
    <>
      <th scope="col">Pièce</th>
      <th scope="col">Qui la prépare</th>
      <th scope="col">Pour le</th>
      <th scope="col">État</th>
      <th scope="col">
        <span className="sr-only">Modifier</span>
      </th>
    </>
  )
  return (
    <Card title="Les pièces du dossier">
      {bid.pieces.length > 0 && (
        <Table caption="Pièces du dossier" head={heads}>
          {bid.pieces.map((its) => (
            <tr key={its.id}>
              <th scope="row">{its.titre}</th>
              <td>{its.responsable || <span className="muted">personne</span>}</td>
              <td>{its.echeance ? formatDate(its.echeance) : ''}</td>
              <td>
                <Badge tone={tones[its.etat] ?? 'neutral'}>{pieceEtats[its.etat]}</Badge>
              </td>
              <td>
                <PartActions kind="piece" id={its.id} values={its} refused={refused} name={its.titre} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <PartForm kind="piece" values={{ etat: 'a_faire' }} label="Ajouter une pièce" refused={refused} />
    </Card>
  )
}

function Sections({ bid, refused }: Props) {
  return (
    <Card title="Les textes">
      {bid.sections.map((its) => (
        <section key={its.id} className="stack-s">
          <h3>
            {its.titre} <Badge tone={tones[its.etat] ?? 'neutral'}>{sectionEtats[its.etat]}</Badge>
          </h3>
          <p className="bid-text">{its.texte || 'Ce texte est à écrire.'}</p>
          <PartActions kind="section" id={its.id} values={its} refused={refused} name={its.titre} />
        </section>
      ))}
      <PartForm kind="section" values={{ etat: 'a_ecrire' }} label="Ajouter une partie" refused={refused} />
    </Card>
  )
}

function Versions({ versions, canEdit }: Props) {
  return (
    <Card title="Les versions gardées">
      {versions.length === 0 ? (
        <p className="muted">
          Aucune version n’est gardée : figez-en une avant chaque envoi aux partenaires.
        </p>
      ) : (
        <ul className="list stack-s">
          {versions.map((its) => (
            <li key={its.numero} className="row">
              <Badge>n° {its.numero}</Badge> {its.libelle}
              <span className="small muted">
                {its.creePar}, {formatInstant(its.creeLe)} : {formatCount(its.actions, 'action')},{' '}
                {formatEurosRounded(its.totalCentimes)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <Form method="post" className="row">
          <HiddenInput name="intention" value="figer" />
          <label htmlFor="libelle">Nom de la version</label>
          <input className="input" id="libelle" name="libelle" required maxLength={200} />
          <button type="submit" className="btn">
            Figer la version
          </button>
        </Form>
      )}
    </Card>
  )
}
