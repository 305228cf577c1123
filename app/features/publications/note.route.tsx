import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/note.route'
import { FormatLinks } from './document-view.tsx'
import { noteEtats } from './note.schema.ts'
import { NoteBlocs, NoteMoves } from './note-cards.tsx'
import { noteAction } from './note-intents.server.ts'
import { loadNotePage } from './note-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  return read(args, (visit) => loadNotePage({ ...visit, dataDir }, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  return write(args, async (visit) => {
    const { id, territoire } = args.params
    const { sentence, to = `/notes/${id}` } = await noteAction({ ...visit, dataDir, id })
    return redirectWith(`/t/${territoire}/publications${to}`, sentence)
  })
}

export default function Note({ loaderData, actionData, params }: Route.ComponentProps) {
  const { note, html, parties } = loaderData
  const base = `/t/${params.territoire}/publications`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${note.titre} · Maillage`}</title>
      <PageHead
        title={note.titre}
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: note.modele ? 'Modèle de note' : 'Note' }]}
        badges={
          <>
            <Badge tone={note.etat === 'finale' ? 'green' : 'ochre'}>
              {note.modele ? 'Modèle' : noteEtats[note.etat]}
            </Badge>
            {note.exemple && <Exemple />}
          </>
        }
        actions={<FormatLinks base={`${base}/notes/${note.id}`} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <div className="sheet-page">
        <DocumentView html={html} />
        <div className="stack">
          <NoteMoves
            note={note}
            writeTo={`/t/${params.territoire}/textes/note/${note.id}`}
            planTo={`${base}/notes/${note.id}/plan`}
          />
          <NoteBlocs parties={parties} isFinal={note.etat === 'finale'} />
        </div>
      </div>
    </>
  )
}
