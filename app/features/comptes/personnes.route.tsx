import { UserPlus } from 'lucide-react'
import { Link } from 'react-router'
import { explain } from '#app/platform/explain.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/personnes.route'
import { answerLiaison } from './demandes.commands.server.ts'
import { LiaisonsCard } from './liaisons-card.tsx'
import { isRole } from './personne.schema.ts'
import { listLiaisons, listPersonnes } from './personnes.queries.server.ts'
import { PersonnesFilters, PersonnesTable } from './personnes-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = textParam(args.request, 'role')
  const filter = {
    search: textParam(args.request, 'q'),
    role: isRole(asked) ? asked : undefined,
    etat: textParam(args.request, 'etat') === 'en_attente' ? ('en_attente' as const) : undefined,
    page: pageOf(args.request),
  }
  return read(args, async ({ tx, actor, at }) => ({
    ...(await listPersonnes(tx, actor, { ...filter, at })),
    liaisons: await listLiaisons(tx, actor),
    filter,
    canManage: can(actor, 'comptes.gerer'),
    why: explain(actor, 'comptes.gerer'),
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const asked = { fournisseur: String(form.get('fournisseur')), sub: String(form.get('sub')) }
    await answerLiaison(tx, actor, { ...asked, accepted: form.get('geste') === 'accepter' })
    return redirectWith(`/t/${actor.territoireSlug}/personnes`, 'Réponse enregistrée.')
  })
}

export default function Personnes({ loaderData }: Route.ComponentProps) {
  const { rows, total, filter, canManage, liaisons } = loaderData
  return (
    <>
      <title>Personnes et rôles · Maillage</title>
      <PageHead
        title="Personnes et rôles"
        lead="Qui participe au projet, pour quelle organisation, avec quel rôle."
        actions={<Actions canManage={canManage} why={loaderData.why} />}
      />
      {liaisons.length > 0 && <LiaisonsCard liaisons={liaisons} />}
      <PersonnesFilters search={filter.search} role={filter.role} etat={filter.etat} />
      {total === 0 ? (
        <Empty title="Personne ne correspond.">
          Élargissez la recherche, ou invitez la personne qui manque.
        </Empty>
      ) : (
        <PersonnesTable rows={rows} />
      )}
      <Pager page={filter.page} pageSize={PAGE_SIZE} total={total} one="personne" />
    </>
  )
}

function Actions({ canManage, why }: { canManage: boolean; why: string }) {
  return (
    <>
      <Link className="btn" to="roles">
        Ce que permet chaque rôle
      </Link>
      {canManage ? (
        <Link className="btn primary" to="inviter">
          <UserPlus aria-hidden size={18} /> Inviter
        </Link>
      ) : (
        <span className="muted small">{why}</span>
      )}
    </>
  )
}
