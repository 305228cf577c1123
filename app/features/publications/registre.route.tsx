import { FileDown, UserSearch } from 'lucide-react'
import { Link } from 'react-router'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/registre.route'
import { listConservation, listDestructions } from './destructions.queries.server.ts'
import { countPlaces } from './registre.queries.server.ts'
import { ConservationCard, DestructionsCard, TraitementsCard } from './registre-cards.tsx'
import { registreAction } from './registre-intents.server.ts'
import { TransfertsCard } from './transfert-cards.tsx'
import { listTransferts } from './transferts.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => ({
    counts: await countPlaces(tx, actor),
    rules: await listConservation(tx, actor, today),
    destructions: await listDestructions(tx, actor),
    transferts: await listTransferts(tx, actor),
    canKeep: can(actor, 'registre.tenir'),
  }))
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const id = await registreAction(visit, now)
    return redirectWith(`/t/${args.params.territoire}/registre/destructions/${id}`, 'La liste est à viser.')
  })
}

export default function Registre({ loaderData, actionData, params }: Route.ComponentProps) {
  const { counts, rules, destructions, transferts, canKeep } = loaderData
  const base = `/t/${params.territoire}/registre`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Données personnelles · Maillage</title>
      <PageHead
        title="Données personnelles"
        lead="Ce que l’application garde des personnes, pourquoi, combien de temps, et comment cela finit."
        actions={
          <>
            {canKeep && (
              <Link className="btn" to={`${base}/personnes`}>
                <UserSearch aria-hidden size={16} /> Répondre à une personne
              </Link>
            )}
            <a className="btn" href={`${base}/registre/pdf`}>
              <FileDown aria-hidden size={16} /> Registre en PDF
            </a>
            <a className="btn" href={`${base}/registre/docx`}>
              <FileDown aria-hidden size={16} /> En Word
            </a>
          </>
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <ConservationCard base={base} rules={rules} canKeep={canKeep} />
      <DestructionsCard base={base} rows={destructions} />
      <TransfertsCard base={base} rows={transferts} canKeep={canKeep} />
      <TraitementsCard counts={counts} />
    </>
  )
}
