import type { Tx } from '#app/db/connection.server.ts'
import { listPublicAppels } from '#app/features/financements/index.server.ts'
import { listServicesInsertion, openLac } from '#app/features/observatoire/index.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { compareText } from '#app/lib/text.ts'
import { type LocatedAddress, readAddress } from './adresse.server.ts'
import { listActions, listCommunes, type PublishedAction } from './portail.queries.server.ts'

interface Place {
  code: string
  nom: string
}

export interface Lieu extends Place {
  sorte: 'commune' | 'quartier'
  /** The communes of a neighbourhood, the neighbourhoods of a commune. */
  autour: Place[]
}

interface QuartierRow extends Place {
  communes: Place[]
}

/** The neighbourhoods in force, each with its communes. */
export async function listQuartiers(tx: Tx): Promise<QuartierRow[]> {
  const rows = await tx
    .selectFrom('qpv as q')
    .innerJoin('qpvCommune as c', 'c.qpvCode', 'q.code')
    .select(['q.code', 'q.nom', 'c.communeCode', 'c.communeNom'])
    .where('q.fin', 'is', null)
    .where('c.horsTerritoire', '=', false)
    .orderBy('q.nom')
    .orderBy('c.communeNom')
    .execute()
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, its]) => ({
    code,
    nom: its[0]?.nom ?? code,
    communes: its.map(({ communeCode, communeNom }) => ({ code: communeCode, nom: communeNom })),
  }))
}

export interface QuartierAsked {
  lieu: string
  adresse: LocatedAddress
  territoire: string
  dataDir: string
  now: Date
}

/** The places one may choose, and what is known of the one chosen. */
export async function loadQuartier(tx: Tx, asked: QuartierAsked) {
  const [communes, quartiers] = [await listCommunes(tx), await listQuartiers(tx)]
  const choices = { communes, quartiers: quartiers.map(({ code, nom }) => ({ code, nom })) }
  const adresse = readAddress(asked.adresse, communes)
  const code = adresse.kind === 'ici' ? adresse.commune.code : asked.lieu
  if (code === '') return { choices, adresse, here: null }
  const lieu = lieuOf(code, communes, quartiers)
  if (!lieu) throw new NotFound('Ce lieu n’est pas de ce territoire.')
  const codes = lieu.sorte === 'commune' ? [lieu.code] : lieu.autour.map(({ code }) => code)
  const all = await listActions(tx, { commune: '', axe: '', q: '' })
  const actions = all.filter((action) => isHere(action, lieu))
  const lac = openLac(asked.dataDir)
  const appels = await listPublicAppels(tx, asked.now)
  return {
    choices,
    adresse,
    here: {
      lieu,
      actions,
      acteurs: acteursOf(actions),
      services: await listServicesInsertion(lac, { communes: codes, territoire: asked.territoire }),
      appels: appels.filter(({ etat, fermeLe }) => etat === 'ouvert' && (!fermeLe || fermeLe > asked.now)),
    },
  }
}

function lieuOf(code: string, communes: Place[], quartiers: QuartierRow[]): Lieu | null {
  const commune = communes.find((its) => its.code === code)
  if (commune) {
    const autour = quartiers.filter((its) => its.communes.some((one) => one.code === code))
    return { ...commune, sorte: 'commune', autour: autour.map(({ code: its, nom }) => ({ code: its, nom })) }
  }
  const quartier = quartiers.find((its) => its.code === code)
  return quartier ? { code, nom: quartier.nom, sorte: 'quartier', autour: quartier.communes } : null
}

/** Here, or everywhere: an action that names no place is for all of the territory. */
function isHere({ fiche }: PublishedAction, lieu: Lieu): boolean {
  if (fiche.communes.length === 0 && fiche.quartiers.length === 0) return true
  const around = new Set([lieu.code, ...lieu.autour.map(({ code }) => code)])
  return [...fiche.communes, ...fiche.quartiers].some(({ code }) => around.has(code))
}

/** Who carries or runs the actions shown, named once. */
function acteursOf(actions: ReadonlyArray<PublishedAction>): string[] {
  const names = actions.flatMap(({ fiche }) => [fiche.porteur, ...fiche.operateurs])
  return [...new Set(names.filter(Boolean))].toSorted(compareText)
}
