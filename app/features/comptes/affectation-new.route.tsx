import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/affectation-new.route'
import { AffectationForm } from './affectation-form.tsx'
import { affectationInput } from './personne.schema.ts'
import { addAffectation } from './personnes.commands.server.ts'
import { getPersonne, listAffectationChoices } from './personnes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const personne = await getPersonne(tx, actor, args.params.id)
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    return { personne, choices: await listAffectationChoices(tx), today }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    await addAffectation(tx, actor, args.params.id, parseForm(affectationInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/personnes/${args.params.id}`, 'Rôle donné.')
  })
}

export default function AffectationNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/personnes`
  const crumbs = [
    { to: base, label: 'Personnes et rôles' },
    { to: `${base}/${params.id}`, label: loaderData.personne.nom },
  ]
  return (
    <>
      <title>Donner un rôle · Maillage</title>
      <PageHead title={`Donner un rôle à ${loaderData.personne.nom}`} crumbs={crumbs} />
      <AffectationForm
        values={{ debut: loaderData.today }}
        version={1}
        choices={loaderData.choices}
        refused={refusedOf(actionData)}
        submit="Donner ce rôle"
      />
    </>
  )
}
