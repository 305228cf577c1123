import { listPerimetreChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/document-new.route'
import { createArbre } from './axes.commands.server.ts'
import { listArbreChoices } from './choices.server.ts'
import { documentInput } from './document.schema.ts'
import { DocumentForm } from './document-form.tsx'
import { createDocument, mustWrite, takeOverPastDocument } from './documents.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'strategie.modifier')) throw new Forbidden()
    return { perimetres: await listPerimetreChoices(tx), arbres: await listArbreChoices(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    mustWrite(actor)
    const input = parseForm(documentInput, form)
    const nouvelArbre = String(form.get('nouvelArbre') ?? '')
      .trim()
      .slice(0, 200)
    const arbreId = input.arbreId ?? (nouvelArbre ? await createArbre(tx, actor, nouvelArbre) : null)
    if (form.has('passe')) await takeOverPastDocument(tx, actor, { ...input, arbreId }, today)
    else await createDocument(tx, actor, { ...input, arbreId })
    return redirectWith(`/t/${actor.territoireSlug}/documents/${input.code}`, 'Document enregistré.')
  })
}

export default function DocumentNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Ajouter un document · Maillage</title>
      <PageHead
        title="Ajouter un document"
        crumbs={[{ to: `/t/${params.territoire}/documents`, label: 'Documents-cadres' }]}
      />
      <DocumentForm
        {...loaderData}
        values={{ nature: 'contrat_de_ville' }}
        version={1}
        refused={refusedOf(actionData)}
        isNew
      />
    </>
  )
}
