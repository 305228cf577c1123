import { ArrowDown, ArrowUp, ListOrdered } from 'lucide-react'
import { Form, Link } from 'react-router'
import { read, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { AxeDot, Badge, Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/axes.route'
import { axeFields } from './axe.fields.ts'
import { axesAction } from './axe-intents.server.ts'
import { listAxesAt } from './axes.queries.server.ts'
import { treeStateOf } from './axes.store.server.ts'
import { listArbreChoices } from './choices.server.ts'
import { listDocumentsAt } from './documents.queries.server.ts'
import { useAu } from './use-au.ts'
import './strategies.css'

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

type Tree = Route.ComponentProps['loaderData']['trees'][number]

function DocumentsLine({ documents, base }: { documents: Tree['documents']; base: string }) {
  const au = useAu()
  if (documents.length === 0) return null
  return (
    <p className="row small">
      <span className="muted">Arbre de</span>
      {documents.map((its) => (
        <Link key={its.code} to={`${base}/documents/${its.code}${au}`}>
          {its.titre}
        </Link>
      ))}
    </p>
  )
}

function Tree({ tree, base, canMove }: { tree: Tree; base: string; canMove: boolean }) {
  const au = useAu()
  return (
    <ul className="tree">
      {tree.axes.map((axe) => (
        <li key={axe.id} className={`tree-node depth-${Math.min(axe.depth, 3)}`}>
          {axe.depth === 0 && <AxeDot numero={axe.numero} />}
          <span className="tree-words">
            {axe.depth > 0 && <span className="tree-num">{axe.numero}</span>}
            <Link to={`${base}/axes/${axe.id}${au}`}>{axe.titre}</Link>
          </span>
          {canMove && <Moves id={axe.id} numero={axe.numero} />}
        </li>
      ))}
    </ul>
  )
}

function Moves({ id, numero }: { id: string; numero: string }) {
  return (
    <Form method="post" className="tree-moves" preventScrollReset>
      <HiddenInput name="id" value={id} />
      <button type="submit" name="intention" value="haut" className="btn ghost small" title="Monter">
        <ArrowUp aria-hidden size={14} /> <span className="sr-only">{`Monter ${numero}`}</span>
      </button>
      <button type="submit" name="intention" value="bas" className="btn ghost small" title="Descendre">
        <ArrowDown aria-hidden size={14} /> <span className="sr-only">{`Descendre ${numero}`}</span>
      </button>
    </Form>
  )
}

function TreeDesk({
  arbreId,
  at,
  refused,
}: {
  arbreId: string
  at: string
  refused: RefusedForm | undefined
}) {
  const mine =
    refused?.values.intention?.[0] === 'axe' && refused.values.arbreId?.[0] === arbreId ? refused : undefined
  return (
    <div className="stack-s">
      <Form method="post">
        <HiddenInput name="intention" value="renumeroter" />
        <HiddenInput name="arbreId" value={arbreId} />
        <button type="submit" className="btn small">
          <ListOrdered aria-hidden size={14} /> Renuméroter dans l’ordre
        </button>
      </Form>
      <details className="disclosure" open={mine !== undefined}>
        <summary>Ajouter un axe</summary>
        <Form method="post" className="form">
          <FormFields words={axeFields} values={{ debut: at }} refused={mine}>
            <HiddenInput name="intention" value="axe" />
            <HiddenInput name="arbreId" value={arbreId} />
            <HiddenInput name="parentId" value="" />
            <div className="form-section">
              <TextInput name="numero" required />
              <TextInput name="court" />
              <DateInput name="debut" required />
              <TextInput name="titre" required wide />
            </div>
          </FormFields>
          <div>
            <button type="submit" className="btn primary">
              Ajouter
            </button>
          </div>
        </Form>
      </details>
    </div>
  )
}

function NewTree({ refused }: { refused: RefusedForm | undefined }) {
  const mine = refused?.values.intention?.[0] === 'arbre' ? refused : undefined
  return (
    <details className="disclosure">
      <summary>Créer un autre arbre d’axes</summary>
      <Form method="post" className="inline-form">
        <FormFields words={{ nom: { label: 'Nom de l’arbre' } }} values={{}} refused={mine}>
          <HiddenInput name="intention" value="arbre" />
          <TextInput name="nom" required />
        </FormFields>
        <button type="submit" className="btn">
          Créer
        </button>
      </Form>
    </details>
  )
}
