import { addDays } from '#app/lib/dates.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/seance-new.route'
import { getInstance } from './instances.queries.server.ts'
import { seanceInput } from './seance.schema.ts'
import { SeanceForm } from './seance-form.tsx'
import { createSeance, mustHold } from './seances.commands.server.ts'

// Long enough for people to free themselves; whoever prepares changes it.
const NOTICE_DAYS = 21

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const { id, nom } = await getInstance(tx, actor, args.params.id)
    mustHold(actor)
    return { instance: { id, nom }, jour: addDays(today, NOTICE_DAYS) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = await getInstance(tx, actor, args.params.id)
    const seance = await createSeance(tx, actor, { instanceId: id }, parseForm(seanceInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/seances/${seance}`,
      'Séance préparée : écrivez son ordre du jour, puis convoquez.',
    )
  })
}

export default function SeanceNew({
  loaderData: { instance, jour },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/instances`
  return (
    <>
      <title>Préparer une séance · Maillage</title>
      <PageHead
        title="Préparer une séance"
        crumbs={[
          { to: base, label: 'Instances' },
          { to: `${base}/${instance.id}`, label: instance.nom },
        ]}
      />
      <Card>
        <SeanceForm
          values={{ titre: `Séance : ${instance.nom}`, jour, heure: '14:30', dureeMinutes: 120 }}
          version={1}
          refused={refusedOf(actionData)}
          submit="Préparer"
        />
      </Card>
    </>
  )
}
