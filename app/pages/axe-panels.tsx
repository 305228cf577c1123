import { Link } from 'react-router'
import { EtatBadge } from '#app/features/fiches/index.ts'
import { AxesTree, DocumentEtatBadge, EngagementsTable } from '#app/features/strategies/index.ts'
import { etatAt } from '#app/features/strategies/index.words.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card, Empty, Exemple } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/axe.route'

type Loaded = Route.ComponentProps['loaderData']

/** The way back from an axis: the axes above it, at the same date. */
export function crumbsOf({ crumbs }: Loaded['page'], base: string, au: string) {
  return [
    { to: `${base}/axes${au}`, label: 'Axes' },
    ...crumbs.map((its) => ({
      to: `${base}/axes/${its.id}${au}`,
      label: `${its.numero}. ${its.court || its.titre}`,
    })),
  ]
}

export function TextCard({ page: { current } }: Pick<Loaded, 'page'>) {
  if (!current?.texte) return null
  return (
    <Card title="Texte">
      <p className="prose">{current.texte}</p>
    </Card>
  )
}

export function FichesCard({
  fiches,
  base,
  axeId,
}: {
  fiches: Loaded['fiches']
  base: string
  axeId: string
}) {
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

export function DocumentsCard({ page, base }: { page: Loaded['page']; base: string }) {
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

/** What is under an axis. */
export function BelowCard({ page, base }: { page: Loaded['page']; base: string }) {
  const au = useAu()
  if (page.below.length === 0) return null
  return (
    <Card title={page.depth === 0 ? 'Orientations et objectifs' : 'Objectifs'}>
      <AxesTree axes={page.below} base={base} au={au} />
    </Card>
  )
}

/** What the signatories promised on an axis. */
export function EngagementsCard({
  engagements,
  base,
}: {
  engagements: Loaded['page']['engagements']
  base: string
}) {
  const au = useAu()
  if (engagements.total === 0) return null
  return (
    <Card title={formatCount(engagements.total, 'engagement')}>
      <EngagementsTable rows={engagements.rows} base={base} au={au} />
    </Card>
  )
}
