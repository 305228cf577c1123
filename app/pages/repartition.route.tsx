import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/repartition.route'
import { loadRepartition } from './repartition.server.ts'
import { Spread } from './repartition-card.tsx'

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
