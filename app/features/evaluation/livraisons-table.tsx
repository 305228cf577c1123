import { Form } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { FormFields, NumberInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Exemple, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { valeurFields } from './suivi.fields.ts'
import type { LivraisonLine } from './suivi.queries.server.ts'
import { type LivraisonEtat, livraisonEtatAt, livraisonEtats, mayRemind } from './suivi.rules.ts'

const tones: Record<LivraisonEtat, Tone> = {
  recue: 'green',
  recue_en_retard: 'ochre',
  en_retard: 'red',
  attendue: 'brand',
  a_demander: 'neutral',
}

interface LivraisonsProps {
  livraisons: ReadonlyArray<LivraisonLine>
  today: IsoDate
}

/** One click for all those who are late and were not reminded this week. */
export function RemindAll({ livraisons, today }: LivraisonsProps) {
  const late = livraisons.filter((its) => its.echeance < today && mayRemind(its, today)).length
  if (late === 0) return null
  return (
    <Form method="post">
      <button type="submit" name="geste" value="relancer-tous" className="btn">
        {`Relancer les retards (${late})`}
      </button>
    </Form>
  )
}

/** What each signatory owes, and where it stands. */
export function LivraisonsTable({ livraisons, today, canEdit }: LivraisonsProps & { canEdit: boolean }) {
  return (
    <Table caption="Livraisons de données" head={<Heads />}>
      {livraisons.map((its) => {
        const etat = livraisonEtatAt(its, today)
        return (
          <tr key={its.id}>
            <th scope="row">
              {its.objet} {its.exemple && <Exemple />}
              <div className="small muted">
                {[its.organisation, its.indicateur && `pour « ${its.indicateur} »`, its.note]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </th>
            <td>{formatDate(its.echeance)}</td>
            <td>
              <Badge tone={tones[etat]}>{livraisonEtats[etat]}</Badge>
              <div className="small muted">{historyOf(its)}</div>
            </td>
            <td>
              {!its.recueLe && (
                <>
                  {canEdit && (!its.demandeeLe || mayRemind(its, today)) && <Ask livraison={its} />}
                  {its.mayDeliver && <Receive livraison={its} />}
                </>
              )}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

function historyOf({ demandeeLe, relances, relanceeLe, recueLe, recuePar }: LivraisonLine): string {
  return [
    demandeeLe && `demandée le ${formatDate(demandeeLe)}`,
    relanceeLe && `${formatCount(relances, 'relance')}, la dernière le ${formatDate(relanceeLe)}`,
    recueLe && `reçue le ${formatDate(recueLe)}${recuePar ? `, ${recuePar}` : ''}`,
  ]
    .filter(Boolean)
    .join(' ; ')
}

function Ask({ livraison }: { livraison: LivraisonLine }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={livraison.id} />
      <button type="submit" name="geste" value="demander" className="btn small">
        {livraison.demandeeLe ? 'Relancer' : 'Demander'}
        <span className="sr-only">{` : ${livraison.objet}`}</span>
      </button>
    </Form>
  )
}

function Receive({ livraison }: { livraison: LivraisonLine }) {
  return (
    <details className="disclosure">
      <summary>
        Livrer<span className="sr-only">{` : ${livraison.objet}`}</span>
      </summary>
      <Form method="post" className="form">
        <FormFields words={valeurFields} values={{}} idPrefix={`livrer-${livraison.id}-`}>
          <input type="hidden" name="id" value={livraison.id} />
          {livraison.indicateurId && (
            <div className="form-section">
              <NumberInput name="annee" />
              <NumberInput name="observe" />
              <TextInput name="note" wide />
            </div>
          )}
          <button type="submit" name="geste" value="recevoir" className="btn small primary">
            Ces données sont livrées
          </button>
        </FormFields>
      </Form>
    </details>
  )
}

function Heads() {
  return ['Données', 'Attendues le', 'État', 'Agir'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}
