import type { Tx } from '#app/db/connection.server.ts'
import {
  getPerimetre,
  getQpv,
  listCommunesAt,
  listPerimetresAt,
  listQpvs,
  membersAt,
} from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { readLieu } from '#data/sources/niveaux.ts'
import { communeOf, departementReference, epciOf, regionReference } from '#geo/referentiel.ts'
import { type LieuNomme, sorteLabels } from './lieu-mots.ts'
import { containerOf, departementOfCanton } from './membres.ts'
import type { Place } from './valeur.ts'

/** The SIREN of the territory's intercommunality: the first comparator of everything. */
export async function getHome(tx: Tx): Promise<string> {
  const { siren } = await tx.selectFrom('territoire').select('siren').executeTakeFirstOrThrow()
  return siren
}

/** A place with its name, or NotFound: a commune or a quarter, a perimeter of the project, an intercommunality… */
export async function getLieu(
  tx: Tx,
  asked: { niveau: string | undefined; code: string | undefined },
  at: IsoDate,
): Promise<LieuNomme> {
  const { niveau = '', code = '' } = asked
  if (niveau === 'perimetre') return getPerimetreAsLieu(tx, code, at)
  const known = sorteLabels.find((one) => one.niveau === niveau)
  if (!known || known.niveau === 'perimetre') throw new NotFound()
  const read = readLieu(known.niveau === 'france' ? 'FR' : code, known.niveau)
  if (!('lieu' in read)) throw new NotFound()
  const nom = await nameOf(tx, { niveau: read.lieu.niveau, code: read.lieu.code })
  return { niveau: known.niveau, code: read.lieu.code, nom, members: null }
}

async function getPerimetreAsLieu(tx: Tx, id: string, at: IsoDate): Promise<LieuNomme> {
  if (!isId(id)) throw new NotFound()
  const perimetre = await getPerimetre(tx, id)
  const members = membersAt(perimetre.members, at).filter(({ kind }) => kind === 'commune')
  return {
    niveau: 'perimetre',
    code: id,
    nom: perimetre.nom,
    members: members.map(({ code }) => code),
  }
}

async function nameOf(tx: Tx, { niveau, code }: Place): Promise<string> {
  if (niveau === 'qpv') return (await getQpv(tx, code)).nom
  if (niveau === 'france') return 'France'
  const names: Partial<Record<Place['niveau'], string | undefined>> = {
    commune: communeOf(code)?.nom,
    epci: epciOf(code)?.nom,
    departement: departementReference(code)?.nom,
    region: regionReference(code)?.nom,
    iris: `IRIS ${code}`,
    canton: nameOfCanton(code),
  }
  const nom = names[niveau]
  if (!nom) throw new NotFound()
  return nom
}

/** Cantons have no name in the reference of the project: their number and their county. */
function nameOfCanton(code: string): string | undefined {
  const departement = departementReference(departementOfCanton(code) ?? '')?.nom
  return departement && `Canton ${code} (${departement})`
}

/** The places of the territory that have a portrait, as answers of a form: « commune:59606 ». */
export async function listLieuChoices(tx: Tx, at: IsoDate) {
  const home = await getHome(tx)
  const communes = await listCommunesAt(tx, at)
  const qpvs = await listQpvs(tx)
  const perimetres = await listPerimetresAt(tx, at)
  return [
    { value: `epci:${home}`, label: epciOf(home)?.nom ?? 'Intercommunalité', group: 'Intercommunalité' },
    ...communes.map(({ code, nom }) => ({ value: `commune:${code}`, label: nom, group: 'Communes' })),
    ...qpvs.map(({ code, nom, generation }) => ({
      value: `qpv:${code}`,
      label: `${nom} (${code})`,
      group: `Quartiers prioritaires ${generation}`,
    })),
    ...perimetres.map(({ id, nom }) => ({ value: `perimetre:${id}`, label: nom, group: 'Périmètres' })),
    ...largerPlaces(home),
  ]
}

/** What the intercommunality is compared with: its county and region when they can be said, and the country. */
function largerPlaces(home: string) {
  const lieu = { niveau: 'epci', code: home }
  const departement = containerOf(lieu, 'departement')
  const region = containerOf(lieu, 'region')
  const named = [
    { value: `departement:${departement}`, label: departement && departementReference(departement)?.nom },
    { value: `region:${region}`, label: region && regionReference(region)?.nom },
    { value: 'france:FR', label: 'France' },
  ]
  return named.flatMap(({ value, label }) => (label ? [{ value, label, group: 'Pour comparer' }] : []))
}

/** The observatory is for whoever may see its figures. */
export function mustRead(actor: Actor): void {
  if (!can(actor, 'observatoire.lire')) throw new Forbidden()
}
