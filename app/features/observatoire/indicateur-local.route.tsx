import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { Badge, Card, Exemple, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur-local.route'
import { themeLabels } from './catalogue.ts'
import { FiguresCard, IndicateurActions } from './indicateurs-locaux.tsx'
import { lecteurFor } from './lecteurs.server.ts'
import { natures, sensLabels } from './locaux.ts'
import { figuresTable, loadIndicateur } from './locaux-page.server.ts'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  const { id } = args.params
  const { slug, lus, ...its } = await read(args, ({ tx, actor, at }) => loadIndicateur(tx, actor, { id, at }))
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const table = await answering(() => figuresTable(lecteur, { ...its, lus }))
  const total = lus.known.find((one) => one.id === its.indicateur.totalId)?.libelle ?? null
  return { indicateur: its.indicateur, canKeep: its.canKeep, table, total }
}

export default function IndicateurLocalPage({ loaderData, params }: Route.ComponentProps) {
  const { indicateur: one, canKeep, table, total } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/indicateurs`, label: 'Indicateurs du territoire' },
  ]
  const badges = (
    <>
      <Badge>{themeLabels[one.theme]}</Badge> {one.exemple && <Exemple />}
    </>
  )
  return (
    <>
      <title>{`${one.libelle} · Maillage`}</title>
      <PageHead
        title={one.libelle}
        crumbs={crumbs}
        badges={badges}
        lead={one.definition}
        actions={
          <IndicateurActions one={one} base={base} canKeep={canKeep} hasFigures={table.rows.length > 0} />
        }
      />
      <Card title="Ce que c’est">
        <Facts
          items={[
            ['Nom dans les formules', <code key="code">{one.code}</code>],
            ['Nature', natures[one.nature]],
            ['Unité', one.unite],
            ['Comment le lire', sensLabels[one.sens]],
            ['Qui donne ces chiffres', one.source],
            ...(total ? ([['Partie de', total]] as const) : []),
            ...(one.formule ? ([['Formule', <code key="formule">{one.formule}</code>]] as const) : []),
          ]}
        />
      </Card>
      <FiguresCard caption={one.libelle} table={table} />
    </>
  )
}
