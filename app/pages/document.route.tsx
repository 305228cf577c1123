import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { countByAxeAndState } from '#app/features/fiches/index.server.ts'
import { countEngagements, documentAction, loadDocument } from '#app/features/strategies/index.server.ts'
import {
  AvenantsCard,
  AxesTree,
  DocumentDesk,
  documentNatures,
  EtatPath,
  PerimetreCard,
  relationWords,
  SignatairesCard,
  TwinsCard,
  useAu,
} from '#app/features/strategies/index.ts'
import { formatDateLong, formatPeriode } from '#app/lib/dates.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Exemple, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/document.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const page = await loadDocument(tx, actor, args.params.code, { at, today })
    const counts = await countByAxeAndState(tx, actor, at === today ? {} : { at })
    return { page, counts, engagements: await countEngagements(tx, { documentId: page.document.id, at }) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => documentAction(visit, args.params.code))
}

export default function Document({
  loaderData: { page, counts, engagements },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const { document } = page
  const edit = page.canEdit && (
    <Link className="btn" to="modifier">
      <Pencil aria-hidden size={16} /> Modifier
    </Link>
  )
  return (
    <>
      <title>{`${document.titre} · Maillage`}</title>
      <PageHead
        title={document.titre}
        crumbs={[{ to: `${base}/documents${au}`, label: 'Documents-cadres' }]}
        lead={document.resume}
        badges={document.exemple && <Exemple />}
        actions={edit}
      />
      <EtatPath etat={page.etat} />
      <div className="grid-wide">
        <div className="stack">
          <AxesCard page={page} counts={counts} base={base} />
          <SignatairesCard page={page} base={base} au={au} />
          {document.texte && (
            <Card title="Texte">
              <p className="prose">{document.texte}</p>
            </Card>
          )}
        </div>
        <div className="stack">
          <Card title="Repères">
            <Facts items={factsOf(page)} />
            <p>
              <Link to={`${base}/engagements?document=${document.code}${au.replace('?', '&')}`}>
                {engagements}
              </Link>
            </p>
          </Card>
          <PerimetreCard page={page} base={base} au={au} />
          <RelationsCard page={page} base={base} au={au} />
          <TwinsCard page={page} base={base} au={au} />
          <AvenantsCard page={page} base={base} />
          {page.canEdit && <DocumentDesk page={page} refused={refusedOf(actionData)} />}
        </div>
      </div>
    </>
  )
}

type Page = Route.ComponentProps['loaderData']['page']

function factsOf({ document }: Page): Array<readonly [string, string]> {
  return [
    ['Nature', documentNatures[document.nature]],
    ['Période', formatPeriode(document)],
    ['Signature', document.dateSignature ? formatDateLong(document.dateSignature) : 'date non renseignée'],
    ['Source', document.source],
  ]
}

function AxesCard({
  page,
  counts,
  base,
}: {
  page: Page
  counts: Route.ComponentProps['loaderData']['counts']
  base: string
}) {
  const au = useAu()
  const byAxe = new Map<string, number>()
  const parentOf = new Map(page.axes.map((axe) => [axe.id, axe.parentId]))
  for (const { axeId, nombre } of counts)
    for (let here = axeId; here; here = parentOf.get(here) ?? null)
      byAxe.set(here, (byAxe.get(here) ?? 0) + nombre)
  return (
    <Card title="Axes" aside={<Link to={`${base}/axes${au}`}>Voir l’arbre</Link>}>
      {page.axes.length === 0 ? (
        <Empty title="Les axes de ce document ne sont pas renseignés à cette date." />
      ) : (
        <AxesTree axes={page.axes} base={base} au={au} counts={byAxe} />
      )}
    </Card>
  )
}

function RelationsCard({ page, base, au }: { page: Page; base: string; au: string }) {
  if (page.relations.length === 0) return null
  const others = new Map(page.others.map((its) => [its.id, its]))
  return (
    <Card title="Liens">
      <ul className="timeline">
        {page.relations.map((link) => {
          const other = others.get(link.deId === page.document.id ? link.versId : link.deId)
          return other ? (
            <li key={link.id}>
              <span className="muted">{relationWords(link, page.document.id)}</span>{' '}
              <Link to={`${base}/documents/${other.code}${au}`}>{other.titre}</Link>
              {link.note && <p className="small muted">{link.note}</p>}
            </li>
          ) : null
        })}
      </ul>
    </Card>
  )
}
