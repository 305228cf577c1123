import { Form, useNavigation } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, SelectInput, TextInput } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/transfert-new.route'
import { transfertFields } from './transfert.fields.ts'
import { sortsFinaux } from './transfert.schema.ts'
import { prepareTransfert } from './transfert-intents.server.ts'
import { lastSettings, listSujets, mustTransfer } from './transferts.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => {
    mustTransfer(visit.actor)
    return { sujets: await listSujets(visit), values: await lastSettings(visit.tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return prepareTransfert(args)
}

const sorts = Object.entries(sortsFinaux).map(([value, label]) => ({ value, label }))

export default function TransfertNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const sending = useNavigation().state === 'submitting'
  return (
    <>
      <title>Préparer un transfert aux archives · Maillage</title>
      <PageHead
        title="Préparer un transfert aux archives"
        lead="Le texte du document en PDF et les fichiers déposés avec lui, dans un paquet au standard SEDA 2.2 que vous remettez au service d’archives."
        crumbs={[{ to: `/t/${params.territoire}/registre`, label: 'Données personnelles' }]}
      />
      <Form method="post" className="form card">
        <FormFields words={transfertFields} values={loaderData.values} refused={refusedOf(actionData)}>
          <div className="form-section">
            <SelectInput name="sujet" choices={loaderData.sujets} empty="Choisir" required wide />
            <TextInput name="serviceNom" required />
            <TextInput name="serviceIdentifiant" required />
            <TextInput name="accord" />
            <TextInput name="regle" />
            <SelectInput name="sortFinal" choices={sorts} required />
          </div>
          <div className="form-bar">
            <button type="submit" className="btn primary" disabled={sending}>
              {sending ? 'Préparation…' : 'Préparer le paquet'}
            </button>
            {sending && <progress className="progress" aria-label="Préparation du paquet" />}
          </div>
        </FormFields>
      </Form>
    </>
  )
}
