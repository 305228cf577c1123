import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/transfert.route'
import { reponseInput } from './transfert.schema.ts'
import { ReponseCard, TransfertBadge, TransfertFacts } from './transfert-cards.tsx'
import { answerTransfert } from './transferts.commands.server.ts'
import { getTransfert } from './transferts.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => ({
    its: await getTransfert(tx, actor, args.params.id),
    canKeep: can(actor, 'registre.tenir'),
    today,
  }))
}

export async function action(args: Route.ActionArgs) {
  const { id, territoire } = args.params
  return write(args, async ({ tx, actor, form, today }) => {
    const change = { version: versionOf(form), input: parseForm(reponseInput, form), today }
    await answerTransfert(tx, actor, id, change)
    return redirectWith(`/t/${territoire}/registre/transferts/${id}`, 'La réponse est notée.')
  })
}

export default function TransfertPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { its, canKeep, today } = loaderData
  const base = `/t/${params.territoire}/registre`
  const title = `Transfert n° ${its.numero}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        lead={its.titre}
        crumbs={[{ to: base, label: 'Données personnelles' }]}
        badges={<TransfertBadge etat={its.etat} />}
      />
      <TransfertFacts its={its} base={base} canKeep={canKeep} />
      <ReponseCard its={its} today={today} canKeep={canKeep} refused={refusedOf(actionData)} />
    </>
  )
}
