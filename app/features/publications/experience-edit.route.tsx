import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/experience-edit.route'
import { experienceIdentiteInput } from './experience.schema.ts'
import { ExperienceForm } from './experience-form.tsx'
import { updateExperience } from './experiences.commands.server.ts'
import { getExperience } from './experiences.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const sheet = await getExperience(tx, actor, args.params.id)
    return { values: experienceIdentiteInput.parse(sheet), version: sheet.version }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = args.params
    await getExperience(tx, actor, id)
    await updateExperience(tx, actor, id, {
      version: versionOf(form),
      input: parseForm(experienceIdentiteInput, form),
    })
    return redirectWith(`/t/${actor.territoireSlug}/publications/experiences/${id}`, 'Fiche enregistrée.')
  })
}

export default function ExperienceEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { values, version } = loaderData
  const base = `/t/${params.territoire}/publications`
  const crumbs = [
    { to: base, label: 'Rendre compte' },
    { to: `${base}/experiences/${params.id}`, label: values.titre },
  ]
  return (
    <>
      <title>{`Modifier ${values.titre} · Maillage`}</title>
      <PageHead title="Titre, date et citation" crumbs={crumbs} />
      <ExperienceForm values={values} version={version} refused={refusedOf(actionData)} />
    </>
  )
}
