import { Form, Link } from 'react-router'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/note-plan.route'
import { noteWords } from './note.fields.ts'
import { noteAction } from './note-intents.server.ts'
import { loadNotePlan } from './note-page.server.ts'
import { PartieCard, PartieForm } from './note-plan.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  return read(args, (visit) => loadNotePlan({ ...visit, dataDir }, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  return write(args, async (visit) => {
    const { id, territoire } = args.params
    const { sentence } = await noteAction({ ...visit, dataDir, id })
    return redirectWith(`/t/${territoire}/publications/notes/${id}/plan`, sentence)
  })
}

export default function NotePlan({ loaderData, actionData, params }: Route.ComponentProps) {
  const { note, parties, choices } = loaderData
  const base = `/t/${params.territoire}/publications`
  const refused = refusedOf(actionData)
  const of = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  return (
    <>
      <title>{`Plan : ${note.titre} · Maillage`}</title>
      <PageHead
        title="Plan et blocs"
        lead="Les parties dans leur ordre, et ce que chacune prend dans le projet. Un bloc suit le projet tant qu’il n’est pas figé."
        crumbs={[
          { to: base, label: 'Rendre compte' },
          { to: `${base}/notes/${note.id}`, label: note.titre },
          { label: 'Plan et blocs' },
        ]}
        actions={
          <Link className="btn primary" to={`/t/${params.territoire}/textes/note/${note.id}`}>
            Écrire
          </Link>
        }
      />
      <div className="stack">
        {parties.length === 0 && <Empty title="Aucune partie">Ajoutez la première ci-dessous.</Empty>}
        {parties.map((partie, at) => (
          <PartieCard
            key={partie.id}
            partie={partie}
            rang={at + 1}
            isLast={at === parties.length - 1}
            choices={choices}
            refused={refused}
          />
        ))}
        <Card title="Ajouter une partie">
          <PartieForm key={parties.length} partie={null} refused={of('partie.ajouter')} />
        </Card>
        <Card title="Titre de la note">
          <Form method="post" className="stack-s">
            <FormFields words={noteWords} values={note} refused={of('titre')} idPrefix="note-">
              <HiddenInput name="intention" value="titre" />
              <HiddenInput name="version" value={note.version} />
              <TextInput name="titre" required wide />
              <div>
                <button type="submit" className="btn small">
                  Enregistrer le titre
                </button>
              </div>
            </FormFields>
          </Form>
        </Card>
      </div>
    </>
  )
}
