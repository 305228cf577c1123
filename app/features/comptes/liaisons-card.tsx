import { Form } from 'react-router'
import { Card } from '#app/ui/page.tsx'

export interface Liaison {
  fournisseur: string
  sub: string
  courriel: string
  nom: string
  organisation: string | null
  personne: string
}

/** Identities that say they are somebody known: an administrator tells. */
export function LiaisonsCard({ liaisons }: { liaisons: ReadonlyArray<Liaison> }) {
  return (
    <Card title="Est-ce la même personne ?">
      <p className="muted">
        Quelqu’un s’est présenté par un fournisseur d’identité avec l’adresse d’un compte qui existe déjà.
        Acceptez seulement si vous savez que c’est la même personne : elle ouvrira ce compte.
      </p>
      <ul className="list">
        {liaisons.map((its) => (
          <li key={its.sub} className="row">
            <span>
              <strong>{its.nom}</strong> ({its.courriel}
              {its.organisation && `, ${its.organisation}`}) demande à ouvrir le compte de{' '}
              <strong>{its.personne}</strong>.
            </span>
            <Form method="post" className="row">
              <input type="hidden" name="fournisseur" value={its.fournisseur} />
              <input type="hidden" name="sub" value={its.sub} />
              <button type="submit" className="btn small" name="geste" value="accepter">
                Oui, accepter
              </button>
              <button type="submit" className="btn small" name="geste" value="refuser">
                Non, refuser
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
