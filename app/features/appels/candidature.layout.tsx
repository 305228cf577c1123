import { Download, Pencil } from 'lucide-react'
import { Link, NavLink, Outlet } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/candidature.layout'
import { canDecideCandidature, canEditCandidature } from './candidature.permissions.ts'
import { CandidatureEtatBadge } from './candidature-badges.tsx'
import type { BidContext } from './candidature-context.ts'
import { getCandidature, listBidChoices, listVersions } from './candidatures.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }): Promise<BidContext> => {
    const bid = await getCandidature(tx, actor, args.params.code)
    const [choices, versions] = [await listBidChoices(tx), await listVersions(tx, bid.id)]
    const rights = { canEdit: canEditCandidature(actor, bid), canDecide: canDecideCandidature(actor) }
    return { bid, today, versions, ...choices, ...rights }
  })
}

const tabs = [
  ['', 'Vue d’ensemble'],
  ['consortium', 'Consortium'],
  ['actions', 'Actions'],
  ['budget', 'Budget'],
  ['dossier', 'Dossier'],
] as const

export default function CandidatureLayout({ loaderData, params }: Route.ComponentProps) {
  const { bid, canEdit } = loaderData
  const base = `/t/${params.territoire}/candidatures`
  return (
    <>
      <title>{`${bid.titre} · Maillage`}</title>
      <PageHead
        title={bid.titre}
        crumbs={[{ to: base, label: 'Candidatures' }]}
        badges={
          <>
            <CandidatureEtatBadge etat={bid.etat} /> {bid.exemple && <Exemple />}
          </>
        }
        lead={[bid.appel, bid.financeur].filter(Boolean).join(', ')}
        actions={<Actions base={`${base}/${bid.code}`} canEdit={canEdit} />}
      />
      <nav className="tabs" aria-label="Parties de la candidature">
        {tabs.map(([path, label]) => (
          <NavLink key={path} to={path === '' ? `${base}/${bid.code}` : `${base}/${bid.code}/${path}`} end>
            {label}
          </NavLink>
        ))}
      </nav>
      <Outlet context={loaderData} />
    </>
  )
}

function Actions({ base, canEdit }: { base: string; canEdit: boolean }) {
  return (
    <>
      {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
        <a key={format} className="btn ghost" href={`${base}/dossier.${format}`} download>
          <Download aria-hidden size={16} /> {format.toUpperCase()}
        </a>
      ))}
      {canEdit && (
        <Link className="btn" to={`${base}/modifier`}>
          <Pencil aria-hidden size={16} /> Modifier
        </Link>
      )}
    </>
  )
}
