import { Forbidden } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { ConfirmBar } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/aides-rehearsal.route'
import { importAides } from './aides.commands.server.ts'
import { AidesFound } from './aides-found.tsx'
import { rehearseAides } from './aides-rehearsal.server.ts'

const ENTITE = 'import_aides'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'veille.suivre')) throw new Forbidden()
    const { file } = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const { aides, refused, next } = await rehearseAides(tx, file.path)
    const shown = aides.map(({ aide, concerne }) => ({
      id: aide.id,
      nom: aide.name,
      perimetre: aide.perimeter,
      echeance: aide.submission_deadline,
      concerne,
    }))
    return { fichier: file.name, aides: shown, refused, hasNext: next !== null }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'veille.suivre')) throw new Forbidden()
    const deposit = await getDeposit(tx, actor, ENTITE, args.params.depot)
    const base = `/t/${actor.territoireSlug}/veille`
    if (form.get('geste') !== 'confirmer') {
      await forgetDeposit(tx, actor, ENTITE, deposit)
      return redirectWith(`${base}/importer`, 'Fichier abandonné : rien n’a été écrit.')
    }
    const { aides } = await rehearseAides(tx, deposit.file.path)
    const { nouvelles, modifiees } = await importAides(tx, actor, { aides, source: deposit.file.name })
    await forgetDeposit(tx, actor, ENTITE, deposit)
    const added = formatCount(nouvelles, 'aide nouvelle', 'aides nouvelles')
    return redirectWith(base, `${added}, ${formatCount(modifiees, 'mise à jour', 'mises à jour')}.`)
  })
}

export default function AidesRehearsal({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/veille`
  const count = loaderData.aides.length
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead
        title="Répétition de l’import"
        crumbs={[
          { to: base, label: 'Veille des financements' },
          { to: `${base}/importer`, label: 'Importer' },
        ]}
        lead={`${loaderData.fichier} : rien n’est encore écrit.`}
      />
      <ConfirmBar
        confirm={count > 0 ? `Garder ${formatCount(count, 'aide')}` : null}
        refused={refusedOf(actionData)}
      />
      <AidesFound {...loaderData} />
    </>
  )
}
