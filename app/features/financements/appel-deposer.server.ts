import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { type RouteArgs, read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { submissionWindow } from './appel.rules.ts'
import { getAppel } from './appels.queries.server.ts'
import { isAdmitted } from './dossier.rules.ts'
import { stepsOf } from './dossier.steps.ts'
import { createDossier } from './dossiers.commands.server.ts'
import { listDossiers } from './dossiers.queries.server.ts'
import { carriersOf } from './financements.permissions.ts'

type Args = RouteArgs & { params: { code: string } }

const askedOf = (args: Args) => ({ code: args.params.code, now: args.context.get(servicesContext).now() })

/** What one needs to begin: for whom, from which past dossier, and the dossiers already begun here. */
export function loadDeposer(args: Args) {
  const asked = askedOf(args)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'dossiers.deposer')) throw new Forbidden()
    const { id: appelId, code, titre, porteursAdmis, ...appel } = await getAppel(tx, actor, asked)
    const window = submissionWindow(appel, null, asked.now)
    const isOwn = carriersOf(actor) !== null
    const known = isOwn ? await listDossiers(tx, actor) : []
    return {
      // Pressing twice sends the same id twice: one dossier.
      id: newId(),
      appel: { code, titre },
      carriers: await carrierChoices(tx, actor, porteursAdmis),
      previous: known
        .filter((its) => its.deposeLe && its.appelCode !== code)
        .map((its) => ({ value: its.id, label: `${its.numero} ${its.titre}` })),
      started: isOwn ? await listDossiers(tx, actor, { appelId }) : [],
      closed: window.open ? null : window.sentence,
    }
  })
}

async function carrierChoices(tx: Tx, actor: Actor, porteursAdmis: ReadonlyArray<string>) {
  const carriers = carriersOf(actor)
  const rows = await tx
    .selectFrom('organisation')
    .select(['id as value', 'nom as label', 'nature'])
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .$if(carriers !== null, (query) => query.where('id', 'in', carriers ?? []))
    .orderBy('nom')
    .execute()
  return rows.filter((its) => isAdmitted(its.nature, porteursAdmis))
}

export function deposerAction(args: Args) {
  const { code, now } = askedOf(args)
  return write(args, async ({ tx, actor, form }) => {
    const id = await createDossier(tx, actor, {
      id: String(form.get('id')),
      appelCode: code,
      porteurId: String(form.get('porteurId')),
      repriseId: String(form.get('repriseId') ?? '') || null,
      now,
    })
    const { formulaire } = await getAppel(tx, actor, { code, now })
    return redirectWith(
      `/t/${actor.territoireSlug}/financements/dossiers/${id}/${stepsOf(formulaire)[0]}`,
      'Dossier commencé : il est gardé à mesure que vous écrivez.',
    )
  })
}
