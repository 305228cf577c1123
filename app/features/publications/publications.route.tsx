import { Archive, Globe, KeyRound, Layers } from 'lucide-react'
import { Link, redirect } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/publications.route'
import { listExperiences } from './experiences.queries.server.ts'
import { ExperiencesCard } from './experiences-card.tsx'
import { listSubjects } from './produits.server.ts'
import { isProduit } from './produits.ts'
import { ProduitsCard } from './produits-card.tsx'
import { listRapports } from './rapports.queries.server.ts'
import { RapportsCard } from './rapports-card.tsx'
import { canReuse } from './trame.server.ts'

export async function loader(args: Route.LoaderArgs) {
  // The forms of the page ask for a kind and a thing; each pair has its own address.
  const { searchParams } = new URL(args.request.url)
  const [sorte, cle] = [searchParams.get('sorte') ?? '', searchParams.get('cle') ?? '']
  const au = searchParams.get('au')
  if (isProduit(sorte) && cle)
    throw redirect(
      `/t/${args.params.territoire}/publications/produits/${sorte}/${encodeURIComponent(cle)}${au ? `?au=${au}` : ''}`,
    )
  return read(args, async (visit) => ({
    subjects: await listSubjects(visit),
    canPublish: can(visit.actor, 'publications.publier'),
    canReuse: canReuse(visit.actor),
    canTakeAway: can(visit.actor, 'territoire.emporter'),
    canOpen: can(visit.actor, 'interfaces.gerer'),
    canWrite: can(visit.actor, 'publications.rediger'),
    experiences: await listExperiences(visit.tx, visit.actor),
    rapports: await listRapports(visit.tx, visit.actor),
  }))
}

export default function Publications({
  loaderData: { subjects, canPublish, canReuse, canTakeAway, canOpen, canWrite, experiences, rapports },
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Rendre compte · Maillage</title>
      <PageHead
        title="Rendre compte"
        lead="Les documents que l’on doit, écrits à partir du projet tel qu’il est ce jour."
        actions={
          <>
            {canPublish && (
              <Link className="btn" to={`${base}/portail`}>
                <Globe aria-hidden size={16} /> Portail public
              </Link>
            )}
            {canOpen && (
              <Link className="btn" to={`${base}/jetons`}>
                <KeyRound aria-hidden size={16} /> Accès des outils
              </Link>
            )}
            {canReuse && (
              <Link className="btn" to={`${base}/trame`}>
                <Layers aria-hidden size={16} /> Trame du projet
              </Link>
            )}
            {canTakeAway && (
              <Link className="btn" to={`${base}/archive`}>
                <Archive aria-hidden size={16} /> Archive du territoire
              </Link>
            )}
          </>
        }
      />
      <ProduitsCard base={base} subjects={subjects} />
      {canWrite && <ExperiencesCard base={base} rows={experiences} />}
      {canWrite && <RapportsCard base={base} rows={rapports} />}
    </>
  )
}
