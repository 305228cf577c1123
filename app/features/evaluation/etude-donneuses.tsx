import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'

interface DonorsProps {
  resultat: Resultat
  protocole: Protocole
}

/** Who the places concerned are compared with, by which rule, and who was left aside. */
export function DonorsCard({ resultat, protocole }: DonorsProps) {
  return (
    <Card title="À qui l’on compare">
      <div className="stack-s">
        <p className="small muted">{ruleOf(protocole)}</p>
        {protocole.ecartees && <p className="small muted">{leftAside(protocole.ecartees)}</p>}
        {resultat.poids.length > 0 && (
          <Table
            caption="Communes de comparaison et leur poids"
            head={
              <>
                <th scope="col">Commune</th>
                <th scope="col" className="num">
                  Poids
                </th>
              </>
            }
          >
            {resultat.poids.map((its) => (
              <tr key={its.code}>
                <th scope="row">{its.nom}</th>
                <td className="num">{formatShare(its.poids)}</td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </Card>
  )
}

function ruleOf({ donneuses, methode }: Protocole): string {
  if (methode === 'its')
    return 'Personne : aucune autre commune n’a les mêmes années. La comparaison est la tendance d’avant, prolongée.'
  return `${formatCount(donneuses.length, 'commune')} ailleurs, de taille voisine quand on la connaît, aux années complètes, dont la moyenne d’avant est la plus proche. La règle ne regarde rien de ce qui suit le début.`
}

function leftAside({ proches, taille, incompletes, lointaines }: NonNullable<Protocole['ecartees']>): string {
  const parts = [
    proches > 0 && `${proches} de l’intercommunalité, sur qui l’action peut déborder`,
    taille > 0 && `${taille} d’une autre taille`,
    incompletes > 0 && `${incompletes} sans toutes les années`,
    lointaines > 0 && `${lointaines} plus lointaines`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'Aucune commune n’a été écartée.' : `Écartées : ${parts.join(' ; ')}.`
}
