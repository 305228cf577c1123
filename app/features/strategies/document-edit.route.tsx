import { listPerimetreChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/document-edit.route'
import { listArbreChoices } from './choices.server.ts'
import { documentInput } from './document.schema.ts'
import { DocumentForm } from './document-form.tsx'
import { mustWrite, updateDocument } from './documents.commands.server.ts'
import { getDocumentByCode } from './documents.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const document = await getDocumentByCode(tx, actor, args.params.code)
    if (!can(actor, 'strategie.modifier')) throw new Forbidden()
    return { document, perimetres: await listPerimetreChoices(tx), arbres: await listArbreChoices(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = await getDocumentByCode(tx, actor, args.params.code)
    mustWrite(actor)
    const input = parseForm(documentInput, form)
    await updateDocument(tx, actor, id, { version: versionOf(form), input })
    return redirectWith(`/t/${actor.territoireSlug}/documents/${input.code}`, 'Modifications enregistrées.')
  })
}

export default function DocumentEdit({
  loaderData: { document, ...choices },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/documents`
  const crumbs = [
    { to: base, label: 'Documents-cadres' },
    { to: `${base}/${document.code}`, label: document.titre },
  ]
  return (
    <>
      <title>{`Modifier ${document.titre} · Maillage`}</title>
      <PageHead title={`Modifier ${document.titre}`} crumbs={crumbs} />
      <DocumentForm
        {...choices}
        values={document}
        version={document.version}
        refused={refusedOf(actionData)}
      />
    </>
  )
}
