import { Form, Link, useNavigation } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatSiret } from '#app/lib/siret.ts'
import { formatCount } from '#app/lib/text.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type OrganisationNature, organisationNatures } from './organisation.words.ts'

interface Side {
  id: string
  nom: string
  nature: OrganisationNature
  siret: string | null
  siren: string | null
  commune: string | null
}

export interface TwinsSeen {
  a: Side
  b: Side
  reason: 'siret' | 'rna' | 'siren' | 'nom'
  likeness: number
}

const reasons = { siret: 'même SIRET', rna: 'même RNA', siren: 'même SIREN', nom: 'noms proches' }

/** Two organisations side by side; the person says which one is kept. */
export function TwinsCard({ twins, base }: { twins: TwinsSeen; base: string }) {
  const { a, b, reason, likeness } = twins
  const busy = useNavigation().state !== 'idle'
  return (
    <Card
      title={`${a.nom} / ${b.nom}`}
      aside={
        <Badge tone={reason === 'nom' ? 'ochre' : 'red'}>
          {reason === 'nom' ? `${reasons.nom}, ${Math.round(likeness * 100)}\u00a0%` : reasons[reason]}
        </Badge>
      }
    >
      <div className="grid">
        {[
          { its: a, other: b },
          { its: b, other: a },
        ].map(({ its, other }) => (
          <Form method="post" key={its.id} className="stack-s">
            <HiddenInput name="gardee" value={its.id} />
            <HiddenInput name="absorbee" value={other.id} />
            <p>
              <Link to={`${base}/organisations/${its.id}`}>{its.nom}</Link>
              <br />
              <span className="small muted">{aboutOf(its)}</span>
            </p>
            <button
              type="submit"
              className="btn small"
              name="geste"
              value="fusionner"
              disabled={busy}
              aria-label={`Garder ${its.nom} et y fusionner ${other.nom}`}
            >
              Garder celle-ci
            </button>
          </Form>
        ))}
      </div>
    </Card>
  )
}

function aboutOf(its: Side): string {
  const number = its.siret ?? its.siren
  return [organisationNatures[its.nature], its.commune, number && formatSiret(number)]
    .filter(Boolean)
    .join(', ')
}

export interface MergeSeen {
  id: string
  faiteLe: Date
  annuleeLe: Date | null
  gardeeId: string
  gardee: string
  absorbee: string
  liens: number
}

const heads = (
  <>
    <th scope="col">Gardée</th>
    <th scope="col">Fusionnée</th>
    <th scope="col">Quand</th>
    <th scope="col">Repris</th>
    <th scope="col">
      <span className="sr-only">Annuler</span>
    </th>
  </>
)

/** The merges made: each can be undone, line by line. */
export function MergesTable({ merges, base }: { merges: ReadonlyArray<MergeSeen>; base: string }) {
  return (
    <Table caption="Fusions faites" head={heads}>
      {merges.map((its) => (
        <tr key={its.id}>
          <th scope="row">
            <Link to={`${base}/organisations/${its.gardeeId}`}>{its.gardee}</Link>
          </th>
          <td>{its.absorbee}</td>
          <td>{formatInstant(new Date(its.faiteLe))}</td>
          <td>{formatCount(its.liens, 'lien')}</td>
          <td>
            {its.annuleeLe ? (
              <Badge>annulée</Badge>
            ) : (
              <Form method="post">
                <HiddenInput name="fusion" value={its.id} />
                <button
                  type="submit"
                  className="btn small"
                  name="geste"
                  value="annuler"
                  aria-label={`Annuler la fusion de ${its.absorbee} dans ${its.gardee}`}
                >
                  Annuler la fusion
                </button>
              </Form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
