import { formatFixed } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { LorenzFigure } from '#app/ui/lorenz.tsx'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/repartition.route'
import { factNatures } from './participation.words.ts'
import { loadRepartition, type RepartitionPage } from './repartition.server.ts'

export const loader = (args: Route.LoaderArgs) => loadRepartition(args)

export default function Repartition({ loaderData: page, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/participation`
  return (
    <>
      <title>Répartition entre communes · Maillage</title>
      <PageHead
        title="Répartition entre communes"
        crumbs={[{ to: base, label: 'Participation des communes' }]}
        lead="Ce que l’on voit se répartit-il sur tout le territoire, ou toujours aux mêmes endroits ? Une répartition inégale peut être voulue : elle se lit, elle ne se note pas."
      />
      {page.natures.length === 0 && (
        <Empty title="Rien à répartir encore">Séances, fiches et dossiers font cette page tout seuls.</Empty>
      )}
      <div className="grid">
        {page.natures.map((its) => (
          <Spread key={its.nature} its={its} communes={page.communes} />
        ))}
      </div>
      <p className="muted small">
        Indice de Gini : 0 quand toutes les communes ont autant, proche de 1 quand une seule a tout ; les
        communes sans rien comptent pour zéro. La courbe de Lorenz dit quelle part du tout vient de chaque
        part des communes, des moins présentes aux plus présentes ; la diagonale est l’égalité. « Au plus bas
        » est l’indice qu’auraient les mêmes faits répartis le plus également possible : quand il y a moins de
        faits que de communes, il est élevé quoi qu’on fasse. Seuls les faits que vous pouvez lire comptent.
      </p>
    </>
  )
}

const head = (
  <>
    <th scope="col">Année</th>
    <th scope="col" className="num">
      Faits
    </th>
    <th scope="col" className="num">
      Communes
    </th>
    <th scope="col" className="num">
      Gini
    </th>
    <th scope="col" className="num">
      Au plus bas
    </th>
  </>
)

function Spread({ its, communes }: { its: RepartitionPage['natures'][number]; communes: number }) {
  return (
    <Card
      title={factNatures[its.nature]}
      aside={<span className="muted">{formatCount(its.total, 'fait')}</span>}
    >
      <div className="stack-s">
        <p>
          {its.presentes} communes sur {communes}
          {its.gini !== null && `, indice de Gini ${formatFixed(its.gini, 2)}`}
        </p>
        {its.gini !== null && <LorenzFigure courbe={its.courbe} gini={its.gini} />}
        <Table caption={`${factNatures[its.nature]}, année par année`} head={head}>
          {its.annees.map((year) => (
            <tr key={year.annee}>
              <th scope="row">{year.annee}</th>
              <td className="num">{year.total}</td>
              <td className="num">{year.presentes}</td>
              <td className="num">{year.gini === null ? '—' : formatFixed(year.gini, 2)}</td>
              <td className="num muted">{year.plancher === null ? '—' : formatFixed(year.plancher, 2)}</td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}
