import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { formatEffect } from '#stats/impact/verdict-words.ts'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'

type Ligne = NonNullable<Resultat['sensibilite']>[number]

const groupes: ReadonlyArray<readonly [titre: string, changements: ReadonlyArray<Ligne['changement']>]> = [
  ['Une commune en moins', ['donneuse', 'concernee']],
  ['D’autres dates', ['date']],
  ['D’autres communes de comparaison', ['bassin']],
  ['Là où rien ne devrait se voir', ['passe', 'voisinage']],
]

/** The same calculation with one thing changed at a time: what the result depends on. */
export function SensitivityCard({ resultat, protocole }: { resultat: Resultat; protocole: Protocole }) {
  const { sensibilite = [], effet } = resultat
  if (sensibilite.length === 0) return null
  return (
    <Card title="Le résultat tient-il ?">
      <div className="stack-s">
        <p>{summary(sensibilite, effet)}</p>
        <Table
          caption="Le même calcul, une chose changée à la fois"
          head={
            <>
              <th scope="col">Ce qui change</th>
              <th scope="col" className="num">
                {`Effet (${protocole.unite})`}
              </th>
              <th scope="col" className="num">
                Écart
              </th>
            </>
          }
        >
          {groupes.flatMap(([titre, changements]) => {
            const lines = sensibilite.filter((its) => changements.includes(its.changement))
            if (lines.length === 0) return []
            return [
              <tr key={titre} className="group">
                <th scope="rowgroup" colSpan={3}>
                  {titre}
                </th>
              </tr>,
              ...lines.map((its) => (
                <SensitivityRow key={`${its.libelle} ${its.code}`} ligne={its} effet={effet} />
              )),
            ]
          })}
        </Table>
      </div>
    </Card>
  )
}

function SensitivityRow({ ligne, effet }: { ligne: Ligne; effet: number | null }) {
  const isCheck = ligne.changement === 'passe' || ligne.changement === 'voisinage'
  return (
    <tr>
      <th scope="row">{ligne.nom === null ? ligne.libelle : `${ligne.nom}, ${ligne.libelle}`}</th>
      <td className="num">{ligne.effet === null ? 'non calculable' : formatEffect(ligne.effet)}</td>
      <td className="num">
        {isCheck || ligne.effet === null || effet === null ? '' : signed(ligne.effet - effet, effet)}
      </td>
    </tr>
  )
}

/** A difference a thousand times smaller than the effect is none. */
function signed(value: number, effet: number): string {
  if (Math.abs(value) < Math.abs(effet) / 1_000) return 'aucun'
  return `${value > 0 ? '+' : ''}${formatEffect(value)}`
}

/** One sentence: does the sign hold, and over which range. */
function summary(lines: ReadonlyArray<Ligne>, effet: number | null): string {
  const effects = lines
    .filter(({ changement }) => changement !== 'passe' && changement !== 'voisinage')
    .flatMap((its) => (its.effet === null ? [] : [its.effet]))
  if (effects.length === 0 || effet === null) return 'Aucun de ces essais n’est calculable.'
  const flipped = effects.filter((value) => Math.sign(value) !== Math.sign(effet)).length
  const range = `L’effet va de ${formatEffect(Math.min(...effects))} à ${formatEffect(Math.max(...effects))} selon l’essai`
  return flipped === 0
    ? `${range} ; son signe ne change dans aucun.`
    : `${range} ; il change de signe dans ${flipped} ${flipped > 1 ? 'essais' : 'essai'} sur ${effects.length} : ne rien conclure de son sens.`
}
