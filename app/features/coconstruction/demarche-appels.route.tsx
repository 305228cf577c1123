import { addDays, formatDate } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche-appels.route'
import { listAppels } from './appels.commands.server.ts'
import { AppelForm, AppelsTable } from './appels.tsx'
import { demarcheAction } from './demarche-intents.server.ts'
import { mustLead } from './demarches.commands.server.ts'
import { getDemarche, listAxes, listGroups } from './demarches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const demarche = await getDemarche(tx, actor, args.params.id)
    mustLead(actor)
    const axes = await listAxes(tx, actor, demarche, today)
    return {
      demarche,
      today,
      fallback: demarche.contributionsAu ?? addDays(today, 21),
      appels: (await listAppels(tx, demarche.id)).map((its) => {
        const axe = axes.find(({ id }) => id === its.axeId)
        return { ...its, axe: axe ? `${axe.numero}. ${axe.titre}` : null }
      }),
      axes: axes.map(({ id, numero, titre }) => ({ value: id, label: `${numero}. ${titre}` })),
      groups: (await listGroups(tx, demarche.id, today)).map(({ id, nom, membres }) => ({
        value: id,
        label: `${nom} (${membres.filter((its) => its.courriel).length} adresses sur ${membres.length})`,
      })),
    }
  })
}

export const action = (args: Route.ActionArgs) => demarcheAction(args, '/appels')

export default function DemarcheAppels({ loaderData, actionData, params }: Route.ComponentProps) {
  const { demarche, appels, today } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}/demarches`
  const isOpen = demarche.etat === 'contributions'
  return (
    <>
      <title>{`Appels : ${demarche.titre} · Maillage`}</title>
      <PageHead
        title="Appels à contribuer"
        crumbs={[
          { to: base, label: 'Co-construction' },
          { to: `${base}/${demarche.id}`, label: demarche.titre },
        ]}
        lead="Chaque personne reçoit un lien qui est le sien : elle écrit et donne ses points sans compte."
      />
      {refused && refused.values.intention?.[0] !== 'appeler' && (
        <Notice tone="error">{refused.refusal.message}</Notice>
      )}
      {isOpen ? (
        <AppelForm page={loaderData} refused={refused} />
      ) : (
        <Notice tone="info">
          Les appels s’envoient pendant la phase de contributions
          {demarche.contributionsDu && demarche.contributionsDu > today
            ? `, prévue à partir du ${formatDate(demarche.contributionsDu)}.`
            : '.'}
        </Notice>
      )}
      <Card title="Appels envoyés">
        {appels.length === 0 ? (
          <Empty title="Aucun appel n’est parti.">
            Posez une question par axe : les réponses se rangent seules.
          </Empty>
        ) : (
          <AppelsTable appels={appels} today={today} isOpen={isOpen} />
        )}
      </Card>
    </>
  )
}
