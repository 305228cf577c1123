import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  servicesContext,
  type Visit,
  write,
} from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import { type Appel, getAppel } from './appels.queries.server.ts'
import { canArbitrate } from './financements.permissions.ts'
import { proposeRepartition } from './meilleure.server.ts'
import {
  adoptSimulation,
  createSimulation,
  type Depart,
  moveSimulation,
  saveCellules,
} from './programmation.commands.server.ts'
import {
  colonnesOf,
  listMontants,
  listProgrammables,
  listSimulations,
} from './programmation.queries.server.ts'
import { adoptionInput, cellulesInput, simulationInput } from './programmation.schema.ts'
import type { SimulationEtat } from './programmation.words.ts'

type Args = RouteArgs & { params: { code: string } }

/** The table of a call: its dossiers, its columns, the simulation looked at and the one it is compared with. */
export function loadProgrammationPage(args: Args) {
  const now = args.context.get(servicesContext).now()
  return read(args, async ({ tx, actor, today }) => {
    const appel = await getAppel(tx, actor, { code: args.params.code, now })
    const dossiers = await listProgrammables(tx, actor, appel)
    const simulations = await listSimulations(tx, actor, appel.id)
    const asked = (name: string) => simulations.find(({ id }) => id === textParam(args.request, name)) ?? null
    const shown = asked('simulation') ?? simulations[0] ?? null
    const other = asked('comparer')
    const { plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax, partCpoCible } = appel
    return {
      appel: { code: appel.code, titre: appel.titre, exemple: appel.exemple, exercice: appel.exercice },
      regles: { plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax, partCpoCible },
      colonnes: colonnesOf(appel),
      dossiers,
      simulations,
      shown,
      montants: shown ? await listMontants(tx, shown.id) : [],
      other:
        other && other.id !== shown?.id
          ? { nom: other.nom, montants: await listMontants(tx, other.id) }
          : null,
      canArbitrate: canArbitrate(actor),
      today,
    }
  })
}

export type ProgrammationPage = Awaited<ReturnType<typeof loadProgrammationPage>>

type Sent = Visit & { form: FormData; appel: Appel }

const unknown = () => new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')

/** What the buttons of the page ask; each gives the simulation to show and the sentence to say. */
const intents: Record<string, (sent: Sent) => Promise<{ id: string; said: string }>> = {
  creer: async ({ tx, actor, form, appel }) => {
    const input = parseForm(simulationInput, form)
    if (form.get('depart') === 'meilleure') {
      const id = await proposeRepartition(tx, actor, appel, input)
      return { id, said: `Proposition « ${input.nom} » calculée : sa note dit ce qui la limite.` }
    }
    const given = { ...input, depart: departOf(form) }
    const id = await createSimulation(tx, actor, appel.id, given)
    return { id, said: `Simulation « ${given.nom} » ouverte.` }
  },
  deplacer: async ({ tx, actor, form }) => {
    const id = String(form.get('simulation'))
    const to = movable.find((its) => its === form.get('vers'))
    if (!to) throw unknown()
    await moveSimulation(tx, actor, id, to)
    return { id, said: 'C’est noté.' }
  },
  adopter: async ({ tx, actor, form }) => {
    const id = String(form.get('simulation'))
    const { accordees, refusees } = await adoptSimulation(tx, actor, id, parseForm(adoptionInput, form))
    return { id, said: `Programmation adoptée : ${accordees} demandes accordées, ${refusees} refusées.` }
  },
}

const movable: ReadonlyArray<Exclude<SimulationEtat, 'adoptee'>> = ['brouillon', 'cotech', 'copil', 'ecartee']

function departOf(form: FormData): Depart {
  const from = String(form.get('depart') ?? 'vide')
  if (from === 'vide' || from === 'propositions') return { de: from }
  return { de: 'simulation', id: from }
}

export function programmationAction(args: Args) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const { tx, actor, form } = visit
    const appel = await getAppel(tx, actor, { code: args.params.code, now })
    const intention = String(form.get('intention'))
    if (intention === 'cellules') {
      const cellules = cellulesInput.safeParse(JSON.parse(String(form.get('cellules'))))
      if (!cellules.success) throw unknown()
      return { kept: await saveCellules(tx, actor, String(form.get('simulation')), cellules.data) }
    }
    const intent = intents[intention]
    if (!intent) throw unknown()
    const { id, said } = await intent({ ...visit, appel })
    const page = `/t/${actor.territoireSlug}/financements/appels/${appel.code}/programmation`
    return redirectWith(`${page}?simulation=${id}`, said)
  })
}
