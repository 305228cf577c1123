import { formatCount } from '#app/lib/text.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisations-duplicates.route'
import { listMerges, listTwins } from './organisations-duplicates.queries.server.ts'
import { MergesTable, TwinsCard } from './organisations-duplicates.tsx'
import { mergeOrganisations, undoMerge } from './organisations-merge.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => ({
    twins: await listTwins(tx, actor),
    merges: await listMerges(tx),
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const here = `/t/${actor.territoireSlug}/organisations/doublons`
    if (form.get('geste') === 'annuler') {
      const { left } = await undoMerge(tx, actor, String(form.get('fusion')))
      const rest =
        left > 0 ? ` ${formatCount(left, 'lien modifié', 'liens modifiés')} depuis : laissés tels quels.` : ''
      return redirectWith(here, `Fusion annulée : chaque lien a repris son organisation.${rest}`)
    }
    const pair = { kept: String(form.get('gardee')), absorbed: String(form.get('absorbee')) }
    await mergeOrganisations(tx, actor, pair)
    return redirectWith(here, 'Organisations fusionnées. Vous pouvez annuler cette fusion au bas de la page.')
  })
}

export default function OrganisationsDuplicates({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { twins, merges } = loaderData
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Doublons · Maillage</title>
      <PageHead
        title="Doublons"
        crumbs={[{ to: `${base}/organisations`, label: 'Organisations' }]}
        lead="Les organisations qui pourraient n’en faire qu’une. Tout ce qui nomme l’une nommera l’autre ; une fusion s’annule."
      />
      {refused && <ErrorSummary refused={refused} words={{}} />}
      {twins.length === 0 ? (
        <Empty title="Aucun doublon probable.">
          Ni numéro commun, ni noms proches : il n’y a rien à faire ici.
        </Empty>
      ) : (
        twins.map((its) => <TwinsCard key={`${its.a.id}${its.b.id}`} twins={its} base={base} />)
      )}
      {merges.length > 0 && (
        <>
          <h2>Fusions faites</h2>
          <MergesTable merges={merges} base={base} />
        </>
      )}
    </>
  )
}
