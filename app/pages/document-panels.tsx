import { Link } from 'react-router'
import { AxesTree } from '#app/features/strategies/index.ts'
import { documentNatures, relationWords } from '#app/features/strategies/index.words.ts'
import { formatDateLong, formatPeriode } from '#app/lib/dates.ts'
import { Card, Empty, Facts } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/document.route'

type Page = Route.ComponentProps['loaderData']['page']

function factsOf({ document }: Page): Array<readonly [string, string]> {
  return [
    ['Nature', documentNatures[document.nature]],
    ['Période', formatPeriode(document)],
    ['Signature', document.dateSignature ? formatDateLong(document.dateSignature) : 'date non renseignée'],
    ['Source', document.source],
  ]
}

export function AxesCard({
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

export function RelationsCard({ page, base, au }: { page: Page; base: string; au: string }) {
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

/** What a document is, in a few lines, with what its signatories promised. */
export function FactsCard({ page, base, engagements }: { page: Page; base: string; engagements: string }) {
  const au = useAu()
  return (
    <Card title="Repères">
      <Facts items={factsOf(page)} />
      <p>
        <Link to={`${base}/engagements?document=${page.document.code}${au.replace('?', '&')}`}>
          {engagements}
        </Link>
      </p>
    </Card>
  )
}
