import { Form } from 'react-router'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { CheckInput, FormFields, HiddenInput, NumberInput, TextArea } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/regle.route'
import { conservations, sortes } from './conservation.ts'
import { saveRegle } from './destructions.commands.server.ts'
import { getRegle } from './destructions.queries.server.ts'
import { regleFields } from './regle.fields.ts'
import { regleInput } from './regle.schema.ts'

function sorteOf(params: { sorte: string }) {
  const sorte = sortes.find((its) => its === params.sorte)
  if (!sorte) throw new NotFound()
  return sorte
}

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'registre.tenir')) throw new Forbidden()
    return getRegle(tx, actor, sorteOf(args.params))
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'registre.tenir')) throw new Forbidden()
    const change = { version: versionOf(form), input: parseForm(regleInput, form) }
    await saveRegle(tx, actor, sorteOf(args.params), change)
    return redirectWith(`/t/${args.params.territoire}/registre`, 'La règle est enregistrée.')
  })
}

export default function Regle({ loaderData, actionData, params }: Route.ComponentProps) {
  const { titre, texte, depart } = conservations[loaderData.sorte]
  return (
    <>
      <title>{`Règle : ${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        lead={`La durée se compte depuis ${depart}. ${texte}`}
        crumbs={[{ to: `/t/${params.territoire}/registre`, label: 'Données personnelles' }]}
      />
      <Form method="post" className="form card">
        <FormFields words={regleFields} values={loaderData} refused={refusedOf(actionData)}>
          <HiddenInput name="version" value={loaderData.version} />
          <div className="form-section">
            <NumberInput name="dureeMois" required />
            <CheckInput name="suspendue" wide />
            <TextArea name="motif" rows={3} />
          </div>
          <div className="form-bar">
            <button type="submit" className="btn primary">
              Enregistrer
            </button>
          </div>
        </FormFields>
      </Form>
    </>
  )
}
