import { Form } from 'react-router'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { yearOf } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, NumberInput, SelectInput } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport-new.route'
import { mustWrite } from './experience-draft.server.ts'
import { newRapportInput } from './rapport.schema.ts'
import { createRapport } from './rapports.commands.server.ts'

const words = {
  document: { label: 'Contrat de ville' },
  annee: { label: 'Année', hint: 'L’année dont le rapport rend compte.' },
}

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'publications.rediger')) throw new Forbidden()
    const contrats = (await listDocumentsAt(tx, actor, at)).filter(
      ({ nature }) => nature === 'contrat_de_ville',
    )
    return {
      contrats: contrats.map(({ code, titre }) => ({ value: code, label: titre })).reverse(),
      annee: yearOf(at) - 1,
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustWrite(actor)
    const id = await createRapport(tx, actor, parseForm(newRapportInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/textes/rapport/${id}`, 'Le rapport est ouvert.')
  })
}

export default function RapportNew({
  loaderData: { contrats, annee },
  actionData,
  params,
}: Route.ComponentProps) {
  return (
    <>
      <title>Nouveau rapport annuel · Maillage</title>
      <PageHead
        title="Nouveau rapport annuel politique de la ville"
        lead="Le plan est celui du décret du 3 septembre 2015 ; les actions de l’année viennent du projet."
        crumbs={[{ to: `/t/${params.territoire}/publications`, label: 'Rendre compte' }]}
      />
      <Form method="post" className="form card">
        <FormFields words={words} values={{ document: '', annee }} refused={refusedOf(actionData)}>
          <div className="form-section">
            <SelectInput name="document" choices={contrats} required />
            <NumberInput name="annee" required />
          </div>
          <div className="form-bar">
            <button type="submit" className="btn primary">
              Ouvrir le rapport
            </button>
          </div>
        </FormFields>
      </Form>
    </>
  )
}
