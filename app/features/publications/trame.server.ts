import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { trameAppels } from '#app/features/financements/index.server.ts'
import { trameLocaux } from '#app/features/observatoire/index.server.ts'
import { trameStrategie } from '#app/features/strategies/index.server.ts'
import { formatDate, isoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'

const trameFile = z.object({
  format: z.literal('maillage-trame'),
  version: z.literal(1),
  territoire: z.string().trim().min(1).max(200),
  le: z.iso.date(),
  strategie: trameStrategie.schema,
  indicateurs: trameLocaux.schema,
  appels: trameAppels.schema,
})

export type Trame = z.infer<typeof trameFile>

/** Who writes the strategy, the indicators and the calls: a skeleton touches the three. */
export const trameNeeds = ['strategie.modifier', 'observatoire.importer', 'appelsAProjets.modifier'] as const

export function canReuse(actor: Actor): boolean {
  return trameNeeds.every((operation) => can(actor, operation))
}

export function mustReuse(actor: Actor): void {
  if (!canReuse(actor)) throw new Forbidden()
}

/** What of this territory may serve another: its axes, themes, indicators and forms; no place, person, calendar nor figure. */
export async function drawTrame(visit: Visit, given: { code: string; now: Date }): Promise<Trame> {
  const { tx, actor, at } = visit
  mustReuse(actor)
  return {
    format: 'maillage-trame',
    version: 1,
    territoire: actor.territoireNom,
    le: at,
    strategie: await trameStrategie.read(tx, actor, { code: given.code, at }),
    indicateurs: await trameLocaux.read(tx),
    appels: await trameAppels.read(tx, actor, given.now),
  }
}

/** A received file as a skeleton. @throws Refusal when it is something else, or was damaged */
export async function parseTrame(path: string): Promise<Trame> {
  const text = await readFile(path, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw notATrame('Ce fichier n’est pas une trame : choisissez celui que « Emporter la trame » a donné.')
  }
  const parsed = trameFile.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw notATrame(
    `Cette trame ne se lit pas, à « ${issue?.path.join('.') ?? ''} » : reprenez le fichier d’origine, sans le modifier.`,
  )
}

const notATrame = (message: string): Refusal => new Refusal('trame-illisible', message, { field: 'fichier' })

export interface TrameLine {
  sorte: 'Document-cadre' | 'Thème transversal' | 'Indicateur' | 'Appel à projets'
  nom: string
  detail: string
  /** It is here already, and stays as it is. */
  isKnown: boolean
}

/** What taking this skeleton would write, line by line. */
export async function rehearseTrame(visit: Visit, trame: Trame, now: Date): Promise<TrameLine[]> {
  const { tx, actor, today } = visit
  mustReuse(actor)
  const { document, themes } = trame.strategie
  const strategie = await trameStrategie.known(tx, actor, trame.strategie, today)
  const codes = await trameLocaux.known(tx)
  const appels = await trameAppels.known(tx, actor, now)
  const documents: TrameLine[] = document
    ? [
        {
          sorte: 'Document-cadre',
          nom: document.titre,
          detail: `${formatCount(document.axes.filter(({ niveau }) => niveau === 0).length, 'axe')}, ${formatCount(document.axes.length, 'niveau', 'niveaux')} en tout`,
          isKnown: strategie.document,
        },
      ]
    : []
  return [
    ...documents,
    ...themes.map(({ nom }) => line('Thème transversal', nom, '', strategie.themes.has(nom))),
    ...trame.indicateurs.map(({ code, libelle }) => line('Indicateur', libelle, code, codes.has(code))),
    ...trame.appels.map(({ code, titre, pieces, criteres }) =>
      line(
        'Appel à projets',
        titre,
        `${code}, ${formatCount(pieces.length, 'pièce')}, ${formatCount(criteres.length, 'critère')}`,
        appels.has(code),
      ),
    ),
  ]
}

const line = (
  ...[sorte, nom, detail, isKnown]: [TrameLine['sorte'], string, string, boolean]
): TrameLine => ({
  sorte,
  nom,
  detail,
  isKnown,
})

/** Writes what is not here yet, all or nothing. @returns how many things were written */
export async function takeTrame(
  { tx, actor, today }: { tx: Tx; actor: Actor; today: Visit['today'] },
  trame: Trame,
  now: Date,
): Promise<number> {
  mustReuse(actor)
  const source = `Trame de ${trame.territoire}, ${formatDate(isoDate(trame.le))}.`
  const strategie = await trameStrategie.write(tx, actor, trame.strategie, { source, today })
  const indicateurs = await trameLocaux.write(tx, actor, trame.indicateurs)
  const appels = await trameAppels.write(tx, actor, trame.appels, now)
  return strategie + indicateurs + appels
}
