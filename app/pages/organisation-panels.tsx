import { Link } from 'react-router'
import { EtatBadge } from '#app/features/fiches/index.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { AConfirmer, Card, Exemple } from '#app/ui/page.tsx'
import type { FicheOf, PersonOf, SignatureOf } from './organisation.queries.server.ts'

const signatureWords = { invite: 'pressentie', delibere: 'a délibéré', signe: 'signataire' }

export function SignaturesPanel({ base, items }: { base: string; items: ReadonlyArray<SignatureOf> }) {
  if (items.length === 0) return null
  return (
    <Card title="Documents-cadres">
      <ul className="list stack-s">
        {items.map((its) => (
          <li key={its.code}>
            <Link to={`${base}/documents/${its.code}`}>{its.titre}</Link> {its.aConfirmer && <AConfirmer />}
            <br />
            <span className="small muted">
              {signatureWords[its.etat]}
              {its.dateSignature && ` le ${formatDate(its.dateSignature)}`}
              {its.fonction && `, ${its.fonction}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface FichesProps {
  base: string
  id: string
  fiches: ReadonlyArray<FicheOf>
  total: number
}

export function FichesOfOrganisation({ base, id, fiches, total }: FichesProps) {
  const all = `${base}/fiches?filtres=tous&organisation=${id}`
  return (
    <Card title="Fiches action" aside={total > 0 && <Link to={all}>{formatCount(total, 'fiche')}</Link>}>
      {total === 0 ? (
        <p className="muted">À cette date, aucune fiche que vous pouvez voir ne la nomme.</p>
      ) : (
        <ul className="list stack-s">
          {fiches.map((fiche) => (
            <li key={fiche.id} className="row">
              <span>
                <Link to={`${base}/fiches/${fiche.code}`}>{fiche.titre}</Link> {fiche.exemple && <Exemple />}
                <br />
                <span className="small muted">
                  {fiche.code}, {fiche.roles}
                </span>
              </span>
              <EtatBadge etat={fiche.etat} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export function PeoplePanel({ base, people }: { base: string; people: ReadonlyArray<PersonOf> }) {
  if (people.length === 0) return null
  return (
    <Card title="Personnes" aside={<Link to={`${base}/personnes`}>Annuaire</Link>}>
      <ul className="list stack-s">
        {people.map((its) => (
          <li key={`${its.id} ${its.fonction} ${its.role}`}>
            <Link to={`${base}/personnes/${its.id}`}>{its.nom}</Link> {its.exemple && <Exemple />}
            <br />
            <span className="small muted">{its.fonction || (its.role && roleNames[its.role])}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What is doubtful in the numbers of the organisation, said without refusing anything. */
export function DoubtsNotice({ sentences }: { sentences: ReadonlyArray<string> }) {
  if (sentences.length === 0) return null
  return (
    <div className="notice warning">
      <strong>À vérifier</strong>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
