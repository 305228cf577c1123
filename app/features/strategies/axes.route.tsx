import { Link } from 'react-router'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/axes.route'
import { axesAction } from './axe-intents.server.ts'
import { listAxesAt } from './axes.queries.server.ts'
import { treeStateOf } from './axes.store.server.ts'
import { listArbreChoices } from './choices.server.ts'
import { listDocumentsAt } from './documents.queries.server.ts'
import './strategies.css'
import { DocumentsLine, NewTree, Tree, TreeDesk } from './axes-trees.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const axes = await listAxesAt(tx, actor, { at })
    const documents = await listDocumentsAt(tx, actor, at)
    const trees = []
    for (const { value: id, label: nom } of await listArbreChoices(tx))
      trees.push({
        id,
        nom,
        axes: axes.filter((axe) => axe.arbreId === id),
        documents: documents.filter((its) => its.arbreId === id).map(({ code, titre }) => ({ code, titre })),
        isFree: (await treeStateOf(tx, id, today)).kind !== 'signe',
      })
    return { trees, at, isToday: at === today, canEdit: can(actor, 'strategie.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, axesAction)
}

export default function Axes({
  loaderData: { trees, at, isToday, canEdit },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  const shown = trees.filter((tree) => tree.axes.length > 0 || isToday)
  return (
    <>
      <title>Axes · Maillage</title>
      <PageHead
        title="Axes"
        lead="Axes, orientations, objectifs opérationnels. Un même arbre peut porter plusieurs documents."
        actions={
          <Link className="btn" to={`${base}/themes`}>
            Thèmes transversaux
          </Link>
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {shown.length === 0 && (
        <Empty title="Aucun axe n’est connu à cette date.">
          Les axes des documents plus anciens n’ont pas été saisis. Lisez le projet à une autre date.
        </Empty>
      )}
      {shown.map((tree) => (
        <Card
          key={tree.id}
          title={tree.nom}
          aside={!tree.isFree && <Badge tone="brand">document en vigueur : avenant nécessaire</Badge>}
        >
          <div className="stack-s">
            <DocumentsLine documents={tree.documents} base={base} />
            <Tree tree={tree} base={base} canMove={canEdit && isToday && tree.isFree} />
            {canEdit && isToday && tree.isFree && <TreeDesk arbreId={tree.id} at={at} refused={refused} />}
          </div>
        </Card>
      ))}
      {canEdit && isToday && <NewTree refused={refused} />}
    </>
  )
}
