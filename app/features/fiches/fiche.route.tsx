import { FileText, History, Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { listPresent } from '#app/platform/presence.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Exemple, PageHead } from '#app/ui/page.tsx'
import { PresenceNote, usePresence } from '#app/ui/presence.tsx'
import type { Route } from './+types/fiche.route'
import { ficheNatures } from './fiche.schema.ts'
import { FicheHub } from './fiche-hub.tsx'
import { runIntent } from './fiche-intents.server.ts'
import { loadFichePage } from './fiche-page.server.ts'
import { EtatBadge } from './fiche-state.tsx'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const page = await loadFichePage(tx, actor, args.params.code, today)
    return { ...page, others: await listPresent(tx, actor, { entite: 'fiche', entiteId: page.fiche.id }) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const { message, anchor } = await runIntent({ tx, actor, today, fiche, form })
    const list = `/t/${actor.territoireSlug}/fiches`
    return redirectWith(anchor === 'liste' ? list : `${list}/${fiche.code}${anchor && `#${anchor}`}`, message)
  })
}

export default function Fiche({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const { fiche, canEdit } = page
  const base = `/t/${params.territoire}`
  const others = usePresence(`${base}/fiches/${fiche.code}/presence`, false, page.others)
  const crumbs = [{ to: `${base}/fiches`, label: 'Fiches action' }]
  return (
    <>
      <title>{`${fiche.code} ${fiche.titre} · Maillage`}</title>
      <PageHead
        title={fiche.titre}
        crumbs={crumbs}
        lead={fiche.resume}
        badges={
          <>
            <span className="muted">
              {ficheNatures[fiche.nature]} {fiche.code}
            </span>
            <EtatBadge etat={fiche.etat} /> {fiche.exemple && <Exemple />}
          </>
        }
        actions={
          <>
            <Link className="btn ghost" to="journal">
              <History aria-hidden size={16} /> Journal
            </Link>
            <Link
              className="btn ghost"
              to={`/t/${params.territoire}/publications/produits/fiche-action/${fiche.code}`}
            >
              <FileText aria-hidden size={16} /> Documents
            </Link>
            {canEdit && (
              <Link className="btn" to="modifier">
                <Pencil aria-hidden size={16} /> Modifier
              </Link>
            )}
          </>
        }
      />
      <PresenceNote others={others} thing="cette fiche" />
      <FicheHub page={page} base={base} refused={refusedOf(actionData)} />
    </>
  )
}
