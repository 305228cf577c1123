import { formatEuros, sumCentimes } from '#app/lib/money.ts'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { credits, pieceNatures } from './appel.words.ts'
import type { AppelPageProps } from './appel-cards.tsx'
import { AppelPartActions, AppelPartForm } from './appel-part-form.tsx'

function partProps({ appel, perimetres, refused }: AppelPageProps) {
  return { choices: { financeurs: appel.financeurs, perimetres }, refused }
}

const Actions = () => (
  <th scope="col">
    <span className="sr-only">Modifier</span>
  </th>
)

/** The documents a carrier must join. */
export function AppelPieces(props: AppelPageProps) {
  const { appel, canEdit } = props
  const head = (
    <>
      <th scope="col">Pièce</th>
      <th scope="col">Nature</th>
      <th scope="col">Obligatoire</th>
      {canEdit && <Actions />}
    </>
  )
  return (
    <Card title="Pièces demandées">
      {appel.pieces.length === 0 ? (
        <p className="muted">Aucune pièce n’est demandée.</p>
      ) : (
        <Table caption="Pièces demandées" head={head}>
          {appel.pieces.map((piece) => (
            <tr key={piece.id}>
              <th scope="row">{piece.titre}</th>
              <td>{pieceNatures[piece.nature]}</td>
              <td>{piece.obligatoire ? 'oui' : 'non'}</td>
              {canEdit && (
                <td>
                  <AppelPartActions
                    {...partProps(props)}
                    kind="piece"
                    id={piece.id}
                    values={piece}
                    name={piece.titre}
                  />
                </td>
              )}
            </tr>
          ))}
        </Table>
      )}
      {canEdit && <AppelPartForm {...partProps(props)} kind="piece" label="Demander une pièce" />}
    </Card>
  )
}

/** The grid the instructors mark on. */
export function Criteres(props: AppelPageProps) {
  const { appel, canEdit } = props
  const head = (
    <>
      <th scope="col">Critère</th>
      <th scope="col" className="num">
        Poids
      </th>
      <th scope="col" className="num">
        Noté sur
      </th>
      {canEdit && <Actions />}
    </>
  )
  return (
    <Card title="Grille d’instruction">
      {appel.criteres.length === 0 ? (
        <p className="muted">La grille est vide : les instructeurs n’auront rien à noter.</p>
      ) : (
        <Table caption="Grille d’instruction" head={head}>
          {appel.criteres.map((critere) => (
            <tr key={critere.id}>
              <th scope="row">
                {critere.titre}
                <div className="muted small">{critere.aide}</div>
              </th>
              <td className="num">{critere.poids}</td>
              <td className="num">{critere.noteMax}</td>
              {canEdit && (
                <td>
                  <AppelPartActions
                    {...partProps(props)}
                    kind="critere"
                    id={critere.id}
                    values={critere}
                    name={critere.titre}
                  />
                </td>
              )}
            </tr>
          ))}
        </Table>
      )}
      {canEdit && <AppelPartForm {...partProps(props)} kind="critere" label="Ajouter un critère" />}
    </Card>
  )
}

/** What each funder puts in, droit commun and specific credits apart. */
export function Enveloppes(props: AppelPageProps) {
  const { appel, canEdit } = props
  const total = sumCentimes(appel.enveloppes.map((its) => its.montantCentimes))
  const head = (
    <>
      <th scope="col">Financeur</th>
      <th scope="col">Crédits</th>
      <th scope="col">Lieux</th>
      <th scope="col" className="num">
        Montant
      </th>
      {canEdit && <Actions />}
    </>
  )
  return (
    <Card title="Enveloppes" aside={<Badge tone="brand">{formatEuros(total)}</Badge>}>
      {appel.enveloppes.length === 0 ? (
        <p className="muted">Aucune enveloppe n’est annoncée.</p>
      ) : (
        <Table caption="Enveloppes" head={head}>
          {appel.enveloppes.map((enveloppe) => (
            <tr key={enveloppe.id}>
              <th scope="row">
                {enveloppe.financeur}
                <div className="muted small">{enveloppe.libelle}</div>
              </th>
              <td>{credits[enveloppe.credit]}</td>
              <td>{enveloppe.perimetre ?? 'Tout le territoire'}</td>
              <td className="num">{formatEuros(enveloppe.montantCentimes)}</td>
              {canEdit && (
                <td>
                  <AppelPartActions
                    {...partProps(props)}
                    kind="enveloppe"
                    id={enveloppe.id}
                    values={enveloppe}
                    name={enveloppe.financeur}
                  />
                </td>
              )}
            </tr>
          ))}
        </Table>
      )}
      {canEdit && <AppelPartForm {...partProps(props)} kind="enveloppe" label="Ajouter une enveloppe" />}
    </Card>
  )
}
