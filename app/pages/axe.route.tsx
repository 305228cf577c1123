import { Link } from 'react-router'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { EtatBadge } from '#app/features/fiches/index.ts'
import { axeAction, loadAxe } from '#app/features/strategies/index.server.ts'
import {
  AxeDesk,
  AxesTree,
  DocumentEtatBadge,
  EngagementsTable,
  etatAt,
  levelName,
  useAu,
  VersionsCard,
} from '#app/features/strategies/index.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { AxeDot, Card, Empty, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/axe.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const page = await loadAxe(tx, actor, args.params.id, { at, today })
    const fiches = await listFichesOf(
      tx,
      actor,
      { axe: args.params.id },
      { limit: 20, ...(at === today ? {} : { at }) },
    )
    return { page, fiches }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => axeAction(visit, args.params.id))
}

export default function Axe({ loaderData: { page, fiches }, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const { current } = page
  const titre = current?.titre ?? page.versions[0]?.titre ?? ''
  const numero = current?.numero ?? page.versions[0]?.numero ?? ''
  const crumbs = [
    { to: `${base}/axes${au}`, label: 'Axes' },
    ...page.crumbs.map((its) => ({
      to: `${base}/axes/${its.id}${au}`,
      label: `${its.numero}. ${its.court || its.titre}`,
    })),
  ]
  return (
    <>
      <title>{`${numero}. ${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        crumbs={crumbs}
        badges={
          <>
            {page.depth === 0 ? <AxeDot numero={numero} /> : <strong>{numero}</strong>}
            <span className="muted">{levelName(page.depth)}</span>
          </>
        }
      />
      {!current && (
        <Notice tone="warning">
          Cet axe n’existait pas à cette date, ou n’existait plus : ses textes sont datés ci-dessous.
        </Notice>
      )}
      <div className="grid-wide">
        <div className="stack">
          {current?.texte && (
            <Card title="Texte">
              <p className="prose">{current.texte}</p>
            </Card>
          )}
          {page.below.length > 0 && (
            <Card title={page.depth === 0 ? 'Orientations et objectifs' : 'Objectifs'}>
              <AxesTree axes={page.below} base={base} au={au} />
            </Card>
          )}
          <FichesCard fiches={fiches} base={base} axeId={page.axe.id} />
          {page.engagements.total > 0 && (
            <Card title={formatCount(page.engagements.total, 'engagement')}>
              <EngagementsTable rows={page.engagements.rows} base={base} au={au} />
            </Card>
          )}
        </div>
        <div className="stack">
          <DocumentsCard page={page} base={base} />
          <VersionsCard page={page} base={base} />
          <AxeDesk page={page} refused={refusedOf(actionData)} />
        </div>
      </div>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function FichesCard({ fiches, base, axeId }: { fiches: Loaded['fiches']; base: string; axeId: string }) {
  return (
    <Card
      title={formatCount(fiches.total, 'fiche action', 'fiches action')}
      aside={<Link to={`${base}/fiches?axe=${axeId}`}>Toutes</Link>}
    >
      {fiches.total === 0 ? (
        <Empty title="Aucune fiche n’est rattachée à cet axe." />
      ) : (
        <ul className="timeline">
          {fiches.rows.map((fiche) => (
            <li key={fiche.id}>
              <Link to={`${base}/fiches/${fiche.code}`}>{`${fiche.code} ${fiche.titre}`}</Link>{' '}
              <EtatBadge etat={fiche.etat} /> {fiche.exemple && <Exemple />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function DocumentsCard({ page, base }: { page: Loaded['page']; base: string }) {
  const au = useAu()
  return (
    <Card title="Documents qui portent cet axe">
      {page.documents.length === 0 && <p className="muted">Aucun document ne le retient.</p>}
      <ul className="timeline">
        {page.documents.map((its) => (
          <li key={its.code}>
            <Link to={`${base}/documents/${its.code}${au}`}>{its.titre}</Link>{' '}
            <DocumentEtatBadge etat={etatAt(its, page.at)} />
            <p className="small muted">{formatPeriode(its)}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
