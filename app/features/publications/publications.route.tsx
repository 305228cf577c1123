import { redirect } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/publications.route'
import { AccountLinks } from './account-links.tsx'
import { listExperiences } from './experiences.queries.server.ts'
import { ExperiencesCard } from './experiences-card.tsx'
import { listNotes } from './notes.queries.server.ts'
import { NotesCard } from './notes-card.tsx'
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
    notes: await listNotes(visit.tx, visit.actor, { modeles: false }),
    modeles: await listNotes(visit.tx, visit.actor, { modeles: true }),
  }))
}

export default function Publications({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  const { subjects, canWrite, experiences, rapports } = loaderData
  return (
    <>
      <title>Rendre compte · Maillage</title>
      <PageHead
        title="Rendre compte"
        lead="Les documents que l’on doit, écrits à partir du projet tel qu’il est ce jour."
        actions={<AccountLinks base={base} {...loaderData} />}
      />
      <ProduitsCard base={base} subjects={subjects} />
      {canWrite && <ExperiencesCard base={base} rows={experiences} />}
      {canWrite && <RapportsCard base={base} rows={rapports} />}
      {canWrite && <NotesCard base={base} notes={loaderData.notes} modeles={loaderData.modeles} />}
    </>
  )
}
