import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/relais.route'
import { relaisInput } from './relais.schema.ts'
import {
  canPrepareRelais,
  ficheIn,
  listFichesWithoutRelais,
  listRelais,
  saveRelais,
} from './relais.server.ts'
import { RelaisList, RelaisNew } from './relais.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const canEdit = canPrepareRelais(actor)
    return {
      relais: await listRelais(tx, actor, today),
      canEdit,
      organisations: canEdit ? await listOrganisationChoices(tx, actor) : [],
      fiches: canEdit ? await listFichesWithoutRelais(tx, actor) : [],
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    await saveRelais(tx, actor, ficheIn(form), {
      version: Number(form.get('version') ?? 0),
      input: parseForm(relaisInput, form),
    })
    return redirectWith(`/t/${actor.territoireSlug}/financements/relais`, 'Enregistré.')
  })
}

export default function Relais({ loaderData, actionData, params }: Route.ComponentProps) {
  const { relais, canEdit, organisations, fiches } = loaderData
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Après le financement · Maillage</title>
      <PageHead
        title="Après le financement"
        crumbs={[{ to: `${base}/financements`, label: 'Financements' }]}
        lead="Chaque action qui vit d’un argent extérieur : quand il s’arrête, ce qui est prévu, et le jour où il faut avoir décidé."
      />
      <RelaisList
        relais={relais}
        base={base}
        organisations={organisations}
        edit={canEdit ? { refused } : null}
      />
      {canEdit && <RelaisNew fiches={fiches} organisations={organisations} refused={refused} />}
    </>
  )
}
