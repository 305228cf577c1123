import { addAttached, receiveAttached } from '#app/platform/attached.server.ts'
import { read, redirectWith, type Visit } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FileForm } from '#app/ui/attached-files.tsx'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/document-files.route'
import { mustWrite } from './documents.commands.server.ts'
import { getDocumentByCode } from './documents.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, (visit) => writable(visit, args.params.code))
}

export async function action(args: Route.ActionArgs) {
  const { code } = args.params
  return receiveAttached(
    args,
    (visit) => writable(visit, code),
    async (visit, received) => {
      const { tx, actor } = visit
      await addAttached(tx, actor, { entite: 'document', ...(await writable(visit, code)) }, received)
      return redirectWith(`/t/${actor.territoireSlug}/documents/${code}#fichiers`, 'Fichier déposé.')
    },
  )
}

async function writable({ tx, actor }: Visit, code: string) {
  const { id, titre } = await getDocumentByCode(tx, actor, code)
  mustWrite(actor)
  return { id, titre }
}

export default function DocumentFiles({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/documents`
  const crumbs = [
    { to: base, label: 'Documents-cadres' },
    { to: `${base}/${params.code}`, label: loaderData.titre },
  ]
  return (
    <>
      <title>{`Déposer un fichier · ${loaderData.titre} · Maillage`}</title>
      <PageHead title="Déposer un fichier" crumbs={crumbs} />
      <Card>
        <FileForm action="" refused={refusedOf(actionData)} />
      </Card>
    </>
  )
}
