import {
  type Cible,
  canDeclare,
  closeWaiting,
  declarationInput,
  declareParticipation,
  getCible,
  listCibles,
  listDeclaredAt,
  listHistory,
  listInvitations,
  listTownHalls,
  mustReadParticipation,
} from '#app/features/participation/index.server.ts'
import type { Genre, Niveau } from '#app/features/participation/index.ts'
import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { dateFrom, type IsoDate, yearOf } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  servicesContext,
  type Visit,
  write,
} from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { countFacts, listFacts } from './participation.facts.server.ts'
import {
  type Asked,
  askedIn,
  type CommuneLine,
  chosenLines,
  invitationsToMake,
} from './participation.rules.ts'

/** The map of who takes part in what, as this person may read it, and what one asks to see closer. */
export function loadParticipation(args: RouteArgs) {
  const asked = askedIn(new URL(args.request.url).searchParams)
  return read(args, async (visit) => {
    const { tx, actor, today } = visit
    mustReadParticipation(actor)
    const day = dayOf(asked, visit)
    const cibles = await listCibles(tx, actor, day)
    const shown = cibles.filter((its) => its.genre === asked.genre)
    const lines = await linesOf(visit, { asked, day, shown })
    return {
      asked,
      day,
      cibles: shown,
      genresSeen: [...new Set(cibles.map((its) => its.genre))],
      lines: chosenLines(lines, asked),
      total: lines.length,
      toInvite: invitationsToMake(lines, asked.genre),
      years: yearsUntil(today),
      focus: asked.commune ? await focusOf(visit, { asked, cibles, lines, day }) : null,
      canInvite: can(actor, 'participation.inviter'),
      mine: await myCommunes(visit),
      today,
    }
  })
}

export type ParticipationPage = Awaited<ReturnType<typeof loadParticipation>>

/** The years one may ask for: the project began with the contract of 2000. */
function yearsUntil(today: IsoDate): number[] {
  const last = yearOf(today)
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, back) => last - back)
}

const FIRST_YEAR = 2000

/** A year is read at its last day, or at the day one reads when it is not over. */
function dayOf({ annee }: Asked, { at }: Visit): IsoDate {
  const end = annee === null ? null : dateFrom(annee, 12, 31)
  return end !== null && end < at ? end : at
}

interface Drawn {
  asked: Asked
  day: IsoDate
  shown: ReadonlyArray<Cible>
}

async function linesOf({ tx, actor }: Visit, { asked, day, shown }: Drawn): Promise<CommuneLine[]> {
  const communes = await listCommunesAt(tx, day)
  const declared = new Map(
    (await listDeclaredAt(tx, day)).map((its) => [`${its.communeCode} ${its.cible}`, its.niveau]),
  )
  const seen = new Map(
    (await countFacts(tx, actor, asked)).map((its) => [`${its.communeCode} ${its.cible}`, its.nombre]),
  )
  return communes.map(({ code, nom, type, qpvs, population }) => ({
    code,
    nom,
    lieu: qpvs > 0 ? 'qpv' : type === 'rurale' ? 'rurale' : 'autre',
    population,
    cellules: Object.fromEntries(
      shown.map(({ id }) => {
        const key = `${code} ${id}`
        return [id, { niveau: declared.get(key) ?? null, faits: seen.get(key) ?? 0 }]
      }),
    ),
  }))
}

interface Focused extends Omit<Drawn, 'shown'> {
  cibles: ReadonlyArray<Cible>
  lines: ReadonlyArray<CommuneLine>
}

/** One commune, about one thing or about all: what it said, what was seen, what was proposed to it. */
async function focusOf({ tx, actor }: Visit, { asked, cibles, lines }: Focused) {
  const line = lines.find((its) => its.code === asked.commune)
  if (!line) throw new NotFound()
  const cible = cibles.find((its) => its.id === asked.cible) ?? null
  const names = new Map(cibles.map((its) => [its.id, its.nom]))
  const named = <Item extends { cible: string }>(its: Item) => ({
    ...its,
    nom: names.get(its.cible) ?? 'Autre',
  })
  const about = { communeCode: line.code, cible: cible?.id ?? null, annee: asked.annee }
  const facts = await listFacts(tx, actor, about)
  const hall = (await listTownHalls(tx)).find((its) => its.communeCode === line.code)
  return {
    code: line.code,
    nom: line.nom,
    cible,
    facts: { ...facts, rows: facts.rows.map(named) },
    history: (await listHistory(tx, line.code, cible?.id ?? null)).map(named),
    invitations: (await listInvitations(tx, line.code))
      .filter((its) => cible === null || its.cible === cible.id)
      .map(named),
    canDeclare: canDeclare(actor, hall?.organisationId, line.code),
    doors: cible === null ? doorsOf(facts.rows, cibles) : [],
  }
}

/** Through which doors a commune is there: how many facts in each kind of thing. */
function doorsOf(facts: ReadonlyArray<{ cible: string }>, cibles: ReadonlyArray<Cible>) {
  const genreOf = new Map(cibles.map((its) => [its.id, its.genre]))
  const counts = new Map<Genre, number>()
  for (const fact of facts) {
    const genre = genreOf.get(fact.cible)
    if (genre) counts.set(genre, (counts.get(genre) ?? 0) + 1)
  }
  return [...counts].map(([genre, nombre]) => ({ genre, nombre }))
}

/** The communes this person speaks for, as a référent. */
async function myCommunes({ tx, actor }: Visit): Promise<string[]> {
  if (can(actor, 'participation.inviter') || !can(actor, 'participation.declarer')) return []
  const halls = await listTownHalls(tx)
  return halls
    .filter((its) => canDeclare(actor, its.organisationId, its.communeCode))
    .map((its) => its.communeCode)
}

/** A commune says its part; the invitations that waited for it are answered by it. */
export function participationAction(args: RouteArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form, today }) => {
    const [communeCode, genre] = [String(form.get('commune')), String(form.get('genre'))]
    if (!can(actor, 'participation.declarer')) throw new Forbidden()
    const input = parseForm(declarationInput, form)
    const cible = await getCible(tx, actor, String(form.get('cible')), today)
    const participationId = await declareParticipation(tx, actor, { communeCode, cible }, input)
    await closeWaiting(
      tx,
      actor,
      { communeCode, cible: cible.id },
      { niveau: input.niveau, participationId, now },
    )
    const query = new URLSearchParams({ genre, commune: communeCode, cible: cible.id })
    return redirectWith(
      `/t/${actor.territoireSlug}/participation?${query}`,
      'C’est noté : la carte est à jour.',
    )
  })
}

/** What a commune says of itself today, and what was proposed to it and waits, for its own page. */
export async function loadPartsOf({ tx, actor, at }: Visit, communeCode: string) {
  if (!can(actor, 'participation.lire')) return null
  const cibles = new Map((await listCibles(tx, actor, at)).map((its) => [its.id, its]))
  const said = (await listHistory(tx, communeCode, null)).filter(
    (its) => its.debut <= at && (its.fin === null || its.fin > at),
  )
  const waiting = (await listInvitations(tx, communeCode)).filter((its) => its.reponse === null)
  const line = ({ cible, niveau }: { cible: string; niveau: Niveau }) => {
    const its = cibles.get(cible)
    return its ? [{ niveau, cible, nom: its.nom, genre: its.genre }] : []
  }
  return { said: said.flatMap(line), waiting: waiting.flatMap(line) }
}

export type PartsOf = NonNullable<Awaited<ReturnType<typeof loadPartsOf>>>
