import { data, Form } from 'react-router'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { answering, formOf, redirectWith, servicesContext } from '#app/platform/http.server.ts'
import { findIdentityOf } from '#app/platform/identities.server.ts'
import { requireCompte } from '#app/platform/session.server.ts'
import { FormFields, SelectInput, TextInput } from '#app/ui/form.tsx'
import { RefusedNotice, SigninFrame } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/rejoindre.route'
import { createDemande, listTerritoires } from './demandes.commands.server.ts'
import { demandeFields } from './personne.fields.ts'
import { demandeInput } from './personne.schema.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const compte = await requireCompte(services, request)
  const identity = await findIdentityOf(services.database.db, compte.id)
  const territoires = await listTerritoires(services.database.db)
  return {
    territoires: territoires.map(({ slug, nom }) => ({ value: slug, label: nom })),
    organisation: identity?.organisation ?? '',
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const compte = await requireCompte(services, request)
  const form = await formOf(request)
  const identity = await findIdentityOf(services.database.db, compte.id)
  return answering(async () => {
    try {
      const demandeur = {
        compteId: compte.id,
        nom: compte.nom,
        courriel: compte.courriel,
        siret: identity?.siret ?? null,
      }
      const input = parseForm(demandeInput, form)
      await createDemande(services.database.db, demandeur, input, parisDate(services.now()))
    } catch (error) {
      if (error instanceof Refusal) return data({ message: error.message }, { status: 422 })
      throw error
    }
    throw redirectWith(
      '/territoires',
      'Votre demande est faite. Vous pourrez entrer dès qu’elle sera acceptée.',
    )
  })
}

export default function Rejoindre({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <SigninFrame
      title="Rejoindre un territoire"
      lead="Votre demande est lue par l’administration du territoire, qui vous donne un rôle ou refuse."
    >
      <RefusedNotice message={actionData?.message} />
      <Form method="post" className="form">
        <FormFields words={demandeFields} values={{ organisation: loaderData.organisation }}>
          <SelectInput name="territoire" choices={loaderData.territoires} required empty="Choisir" wide />
          <TextInput name="organisation" required wide autoComplete="organization" />
          <TextInput name="fonction" required wide autoComplete="organization-title" />
        </FormFields>
        <div className="row">
          <button type="submit" className="btn primary">
            Demander à rejoindre
          </button>
        </div>
      </Form>
    </SigninFrame>
  )
}
