import { Forbidden } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiches-rehearsal.route'
import { confirmImport } from './fiche-import.commands.server.ts'
import { forgetDeposit, getDeposit, mappingOf, readTable, rehearseImport } from './fiche-import.server.ts'
import { summaryOf } from './fiches-rehearsal.server.ts'
import { RehearsalScreen } from './fiches-rehearsal.tsx'

export async function loader(args: Route.LoaderArgs) {
  const chosen = mappingOf(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'fiches.importer')) throw new Forbidden()
    const { file } = await getDeposit(tx, actor, args.params.depot)
    const rehearsed = await rehearseImport(tx, actor, await readTable(file.path), chosen)
    return { name: file.name, ...summaryOf(rehearsed) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const base = `/t/${actor.territoireSlug}/fiches`
    const deposit = await getDeposit(tx, actor, args.params.depot)
    if (form.get('intention') === 'oublier') {
      await forgetDeposit(tx, actor, deposit)
      return redirectWith(`${base}/import`, 'Le fichier est oublié, rien n’a été écrit.')
    }
    const rehearsed = await rehearseImport(tx, actor, await readTable(deposit.file.path), mappingOf(form))
    await confirmImport(tx, actor, rehearsed, deposit.file)
    await forgetDeposit(tx, actor, deposit)
    const written = rehearsed.lines.filter((line) => line.kind !== 'identique').length
    return redirectWith(
      `${base}/import`,
      `Import fait : ${formatCount(written, 'fiche écrite', 'fiches écrites')}.`,
    )
  })
}

export default function FichesRehearsal({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/fiches`
  const crumbs = [
    { to: base, label: 'Fiches action' },
    { to: `${base}/import`, label: 'Importer' },
  ]
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={crumbs}
        lead={`« ${loaderData.name} » : rien n’est encore écrit.`}
      />
      <RehearsalScreen summary={loaderData} refused={refusedOf(actionData)} />
    </>
  )
}
