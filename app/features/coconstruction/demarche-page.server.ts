import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type RouteArgs, read } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { refusalsToCarry } from './consultation.commands.server.ts'
import { mayChange, ownSeats, seatsAmong } from './contributions.commands.server.ts'
import { listContributions, listPassages, tallyContributions } from './contributions.queries.server.ts'
import { nextEtats } from './demarche.rules.ts'
import { WHOLE_KEY } from './demarche.words.ts'
import { getDemarche, listAvis, listAxes, listGroups, listToConsult } from './demarches.queries.server.ts'

export type DemarcheArgs = RouteArgs & { params: { id: string } }

/** What every page of a démarche begins with. */
function rightsOf(actor: Actor) {
  const leads = can(actor, 'demarches.conduire')
  return { leads, contributes: can(actor, 'demarches.contribuer') }
}

/** The démarche at a glance: where it is, what each group gave to each axis, what remains to be done. */
export function loadDemarche(args: DemarcheArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const demarche = await getDemarche(tx, actor, args.params.id)
    const rights = rightsOf(actor)
    const groups = await listGroups(tx, demarche.id, today)
    return {
      demarche,
      ...rights,
      today,
      next: rights.leads ? nextEtats(demarche.etat) : [],
      axes: (await listAxes(tx, actor, demarche, today)).map(({ texte: _, ...axe }) => axe),
      groups: groups.map(({ membres, ...group }) => ({ ...group, membres: membres.length })),
      tally: await tallyContributions(tx, demarche.id),
      contributions: (
        await listContributions(tx, demarche.id, { voice: { personneId: actor.personneId } })
      ).map(({ axeId, nature, traitement, points }) => ({ axeId, nature, traitement, points })),
      passages: (await listPassages(tx, demarche.id)).map(({ axeId, citations }) => ({
        axeId,
        cites: citations.length > 0,
      })),
      avis: (await listAvis(tx, demarche.id, today)).filter((its) => its.tour === demarche.tour),
      sits: seatsAmong(actor, groups).length > 0,
    }
  })
}

export type DemarchePage = Awaited<ReturnType<typeof loadDemarche>>

/** One axis of a démarche, or the whole: its contributions on one side, its draft on the other. */
export function loadWorkshop(args: DemarcheArgs & { params: { axe: string } }) {
  return read(args, async ({ tx, actor, today }) => {
    const demarche = await getDemarche(tx, actor, args.params.id)
    const axes = await listAxes(tx, actor, demarche, today)
    const axe = axes.find((its) => its.id === args.params.axe) ?? null
    if (!axe && args.params.axe !== WHOLE_KEY) throw new NotFound()
    const rights = rightsOf(actor)
    const axeId = axe?.id ?? null
    const contributions = await listContributions(tx, demarche.id, {
      axeId,
      voice: { personneId: actor.personneId },
    })
    const seats = rights.contributes ? await ownSeats(tx, actor, demarche.id, today) : []
    return {
      demarche,
      ...rights,
      axe,
      axes: axes.map(({ texte: _, ...its }) => its),
      contributions: contributions.map((its) => ({ ...its, mayChange: mayChange(actor, its) })),
      passages: axeId ? await listPassages(tx, demarche.id, axeId) : [],
      wholeContributions: axeId
        ? (
            await listContributions(tx, demarche.id, { axeId: null, voice: { personneId: actor.personneId } })
          ).map(({ id, texte, auteur }) => ({ id, texte, auteur }))
        : [],
      seats: seats.map(({ id, nom, own }) => ({
        id,
        nom,
        own: own.map(({ organisationId, nom: label }) => ({ value: organisationId, label })),
      })),
      auteur: actor.nom,
    }
  })
}

export type WorkshopPage = Awaited<ReturnType<typeof loadWorkshop>>

/** The opinions on the draft, and what stands before it is carried. */
export function loadConsultation(args: DemarcheArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const demarche = await getDemarche(tx, actor, args.params.id)
    const avis = await listAvis(tx, demarche.id, today)
    const { leads } = rightsOf(actor)
    return {
      demarche,
      leads,
      today,
      avis: avis.map((its) => ({
        ...its,
        mayAdvise: can(actor, 'demarches.aviser', { organisationIds: [its.organisationId] }),
      })),
      toConsult: leads ? await listToConsult(tx, demarche, today) : [],
      refusals: leads ? refusalsToCarry(demarche, avis) : [],
      mayCarry: leads && can(actor, 'strategie.modifier'),
    }
  })
}

export type ConsultationPage = Awaited<ReturnType<typeof loadConsultation>>

/** All that the project says, for its files. */
export function loadWhole(args: DemarcheArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!isId(args.params.id)) throw new NotFound()
    const demarche = await getDemarche(tx, actor, args.params.id)
    return {
      demarche,
      today,
      issuer: actor.territoireNom,
      axes: await listAxes(tx, actor, demarche, today),
      contributions: await listContributions(tx, demarche.id, { voice: { personneId: actor.personneId } }),
      passages: await listPassages(tx, demarche.id),
      avis: await listAvis(tx, demarche.id, today),
      groups: await listGroups(tx, demarche.id, today),
    }
  })
}

export type WholeDemarche = Awaited<ReturnType<typeof loadWhole>>
