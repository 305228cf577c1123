import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/affectation-edit.route'
import { AffectationForm } from './affectation-form.tsx'
import { affectationInput } from './personne.schema.ts'
import { acceptDemande, updateAffectation } from './personnes.commands.server.ts'
import { getAffectation, getPersonne, listAffectationChoices } from './personnes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const personne = await getPersonne(tx, actor, args.params.id)
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    const affectation = await getAffectation(tx, personne, args.params.affectation)
    return { personne, ...affectation, choices: await listAffectationChoices(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const personne = await getPersonne(tx, actor, args.params.id)
    if (!can(actor, 'comptes.gerer')) throw new Forbidden()
    const { etat } = await getAffectation(tx, personne, args.params.affectation)
    const change = { version: versionOf(form), input: parseForm(affectationInput, form), today }
    const decide = etat === 'en_attente' ? acceptDemande : updateAffectation
    await decide(tx, actor, args.params.affectation, change)
    const said = etat === 'en_attente' ? 'Demande acceptée.' : 'Rôle modifié.'
    return redirectWith(`/t/${actor.territoireSlug}/personnes/${personne.id}`, said)
  })
}

export default function AffectationEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { personne, values, etat, choices } = loaderData
  const base = `/t/${params.territoire}/personnes`
  const crumbs = [
    { to: base, label: 'Personnes et rôles' },
    { to: `${base}/${personne.id}`, label: personne.nom },
  ]
  const title =
    etat === 'en_attente' ? `Accepter la demande de ${personne.nom}` : `Modifier un rôle de ${personne.nom}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead title={title} crumbs={crumbs} />
      <AffectationForm
        values={values}
        version={values.version}
        choices={choices}
        refused={refusedOf(actionData)}
        submit={etat === 'en_attente' ? 'Accepter avec ce rôle' : 'Enregistrer'}
      />
    </>
  )
}
