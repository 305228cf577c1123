import { Forbidden } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/attributions-rehearsal.route'
import { importAttributions } from './attributions.commands.server.ts'
import { choiceOf, rehearseAttributions } from './attributions-rehearsal.server.ts'
import { AttributionsRehearsalReport } from './attributions-rehearsal.tsx'
import { summaryOf } from './attributions-summary.ts'

const ENTITE = 'import_attributions'

export async function loader(args: Route.LoaderArgs) {
  const choice = choiceOf(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'subventions.importer')) throw new Forbidden()
    const { file } = await getDeposit(tx, actor, ENTITE, args.params.depot)
    return { choice, ...summaryOf(await rehearseAttributions(file, choice)) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'subventions.importer')) throw new Forbidden()
    const deposit = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const base = `/t/${actor.territoireSlug}/subventions`
    if (form.get('geste') !== 'confirmer') {
      await forgetDeposit(tx, actor, ENTITE, deposit)
      return redirectWith(`${base}/importer`, 'Fichier abandonné : rien n’a été écrit.')
    }
    const file = await rehearseAttributions(deposit.file, choiceOf(form))
    const { id, replaced } = await importAttributions(tx, actor, file)
    await forgetDeposit(tx, actor, ENTITE, deposit)
    const kept = formatCount(file.read.attributions.length, 'subvention gardée', 'subventions gardées')
    const again = replaced > 0 ? ' Le même fichier, déjà importé, est remplacé.' : ''
    return redirectWith(`${base}/imports/${id}`, `${kept}.${again}`)
  })
}

export default function AttributionsRehearsal({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/subventions`
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={[
          { to: base, label: 'Subventions publiées' },
          { to: `${base}/importer`, label: 'Importer' },
        ]}
        lead={`${loaderData.fichier} : rien n’est encore écrit.`}
      />
      <AttributionsRehearsalReport {...loaderData} refused={refusedOf(actionData)} />
    </>
  )
}
