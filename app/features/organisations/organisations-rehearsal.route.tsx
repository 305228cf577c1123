import { Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { readSpreadsheet } from '#app/platform/spreadsheet.server.ts'
import { ConfirmBar } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisations-rehearsal.route'
import { confirm, rehearse } from './organisations-rehearsal.server.ts'
import { RehearsalReport } from './organisations-rehearsal.tsx'

const ENTITE = 'import_organisations'
const MAX_ROWS = 20_000

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const { file } = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const { lines, ...rest } = await rehearse(tx, actor, await readSpreadsheet(file.path, MAX_ROWS))
    const shown = lines.map(({ line, nom, kind, changed }) => ({ line, nom, kind, changed }))
    return { nom: file.name, lines: shown, ...rest }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const deposit = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const base = `/t/${actor.territoireSlug}/organisations`
    if (form.get('geste') !== 'confirmer') {
      await forgetDeposit(tx, actor, ENTITE, deposit)
      return redirectWith(`${base}/importer`, 'Fichier abandonné : rien n’a été écrit.')
    }
    const rehearsal = await rehearse(tx, actor, await readSpreadsheet(deposit.file.path, MAX_ROWS))
    if (rehearsal.errors.length > 0)
      throw new Refusal('import-a-corriger', 'Des cellules sont à corriger : rien n’a été écrit.')
    const { creees, modifiees } = await confirm(tx, actor, rehearsal)
    await forgetDeposit(tx, actor, ENTITE, deposit)
    const created = formatCount(creees, 'organisation créée', 'organisations créées')
    return redirectWith(base, `${created}, ${formatCount(modifiees, 'modifiée')}.`)
  })
}

export default function OrganisationsRehearsal({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/organisations`
  const crumbs = [
    { to: base, label: 'Organisations' },
    { to: `${base}/importer`, label: 'Importer' },
  ]
  const toWrite = loaderData.lines.filter((its) => its.kind !== 'identique').length
  const canConfirm = loaderData.errors.length === 0 && toWrite > 0
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={crumbs}
        lead={`${loaderData.nom} : rien n’est encore écrit.`}
      />
      <ConfirmBar
        confirm={canConfirm ? `Importer ${formatCount(toWrite, 'organisation')}` : null}
        refused={refusedOf(actionData)}
      />
      <RehearsalReport {...loaderData} />
    </>
  )
}
