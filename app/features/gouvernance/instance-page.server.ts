import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { factsOf } from '#app/platform/fields.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { instanceFields } from './instance.fields.ts'
import type { InstanceInput } from './instance.schema.ts'
import { listPersonneChoices } from './instance-choices.server.ts'
import { getInstance, loadSeats } from './instances.queries.server.ts'
import { pulseOf, whoStoppedComing } from './pulse.rules.ts'
import { listAttendance, listSeances } from './seances.queries.server.ts'

/** All that the page of a body shows, as it stood on a day. */
export async function loadInstance({ tx, actor, at }: { tx: Tx; actor: Actor; at: IsoDate }, id: string) {
  const { nom: _, objet: __, ...instance } = await getInstance(tx, actor, id)
  const seances = await listSeances(tx, id, at)
  const canSteer = can(actor, 'instances.modifier')
  const held = seances.filter((its) => its.etat === 'tenue' && its.jour <= at)
  const planned = seances.filter((its) => its.etat === 'convoquee' || its.etat === 'preparation')
  const labels = await labelsFor(tx, {
    document: [instance.documentId],
    instance: [instance.elargitId],
    perimetre: [instance.perimetreId],
    qpv: [instance.qpvCode],
    axe: instance.axeIds,
  })
  return {
    at,
    instance: { ...instance, nom: _, objet: __ },
    facts: factsOf<Omit<InstanceInput, 'nom' | 'objet' | 'nature'>>(shownFields, instance, labels).filter(
      ([, text]) => text !== '',
    ),
    pulse: pulseOf(
      {
        ...instance,
        tenues: held.map((its) => its.jour).toSorted(),
        prevues: planned.map((its) => its.jour),
      },
      at,
    ),
    meetings: [...held, ...planned].map((its) => ({ jour: its.jour, isHeld: its.etat === 'tenue' })),
    seances: seances.filter((its) => its.etat !== 'tenue' || its.jour <= at),
    members: (await loadSeats(tx, at))(id),
    stopped: whoStoppedComing(await listAttendance(tx, id, at)).map((its) => its.nom),
    canSteer,
    canHold: can(actor, 'seances.tenir'),
    choices: canSteer
      ? { organisations: await listOrganisationChoices(tx, actor), personnes: await listPersonneChoices(tx) }
      : { organisations: [], personnes: [] },
  }
}

export type InstancePage = Awaited<ReturnType<typeof loadInstance>>

const { nom: _nom, objet: _objet, nature: _nature, ...shownFields } = instanceFields
