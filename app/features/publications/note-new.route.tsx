import { Form } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, SelectInput, TextInput } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/note-new.route'
import { mustWrite } from './experience-draft.server.ts'
import { noteWords } from './note.fields.ts'
import { newNoteInput } from './note.schema.ts'
import { createNote } from './notes.commands.server.ts'
import { listNotes } from './notes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    mustWrite(actor)
    const modeles = await listNotes(tx, actor, { modeles: true })
    return { modeles: modeles.map(({ id, titre }) => ({ value: id, label: titre })) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createNote(tx, actor, parseForm(newNoteInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/publications/notes/${id}`, 'La note est ouverte.')
  })
}

export default function NoteNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Nouvelle note · Maillage</title>
      <PageHead
        title="Nouvelle note"
        lead="Un texte écrit à plusieurs, partie par partie, où chiffres, cartes, listes et décisions viennent du projet."
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: 'Nouvelle note' }]}
      />
      <Form method="post" className="form card">
        <FormFields words={noteWords} values={{}} refused={refusedOf(actionData)}>
          <TextInput name="titre" required wide />
          <SelectInput name="modele" choices={loaderData.modeles} empty="Aucun : une note vide" wide />
          <div className="form-bar">
            <button type="submit" className="btn primary">
              Ouvrir la note
            </button>
          </div>
        </FormFields>
      </Form>
    </>
  )
}
