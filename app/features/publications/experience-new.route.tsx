import { Form } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, SelectInput } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/experience-new.route'
import { type ExperienceObjet, experienceObjets, proposalInput } from './experience.schema.ts'
import { mustWrite } from './experience-draft.server.ts'
import { firstOfMonth, proposeExperience } from './experiences.commands.server.ts'
import { listSubjects } from './produits.server.ts'

const words = {
  sujet: { label: 'Ce que la fiche raconte' },
  mois: {
    label: 'Date de la fiche',
    hint: 'Un jour du mois voulu : les listes et les chiffres sont pris tels qu’ils étaient ce jour-là.',
  },
}

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => {
    if (!can(visit.actor, 'publications.rediger')) throw new Forbidden()
    const { documents, fiches } = await listSubjects(visit)
    const choices = (objet: ExperienceObjet, list: typeof fiches) =>
      list.map((its) => ({
        value: `${objet}:${its.value}`,
        label: its.label,
        group: experienceObjets[objet],
      }))
    return { sujets: [...choices('document', documents), ...choices('fiche', fiches)], mois: visit.at }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    mustWrite(actor)
    const { sujet, mois } = parseForm(proposalInput, form)
    const objet = sujet.startsWith('fiche:') ? 'fiche' : 'document'
    const subject = { objet, code: sujet.slice(objet.length + 1) } as const
    const id = await proposeExperience(tx, actor, { subject, mois: firstOfMonth(mois), today })
    return redirectWith(
      `/t/${actor.territoireSlug}/textes/experience/${id}`,
      'La fiche est proposée à partir du projet : relisez et complétez chaque partie.',
    )
  })
}

export default function ExperienceNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Nouvelle fiche d’expérience · Maillage</title>
      <PageHead
        title="Nouvelle fiche d’expérience"
        lead="Ses parties sont proposées à partir du projet ; vous les complétez, quelqu’un les relit, puis elle est publiée."
        crumbs={[{ to: base, label: 'Rendre compte' }]}
      />
      <Form method="post" className="form card">
        <FormFields
          words={words}
          values={{ sujet: '', mois: loaderData.mois }}
          refused={refusedOf(actionData)}
        >
          <SelectInput name="sujet" choices={loaderData.sujets} required wide />
          <DateInput name="mois" required />
          <div className="form-bar">
            <button type="submit" className="btn primary">
              Proposer la fiche
            </button>
          </div>
        </FormFields>
      </Form>
    </>
  )
}
