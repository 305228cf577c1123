import { OWN_DATA_THRESHOLD } from '#stats/secret/rules.ts'
import type { Indicateur } from './catalogue.ts'
import { findIndicateur } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import type { LieuNomme } from './lieu-mots.ts'
import { type ByIndicateur, valeursOfCommunes, valeursOfLieu } from './lieu-valeurs.server.ts'
import { figureKey, figuresOf } from './locaux.figures.ts'
import { sourceOfLocal } from './locaux.source.ts'
import type { IndicateurLocal, Locaux, NiveauLocal } from './locaux.ts'
import { derivedAt } from './locaux-formules.server.ts'
import type { Valeur } from './valeur.ts'

/** The indicators of a territory beside those of the catalogue, ready to be read anywhere. */
export interface IndicateursLus {
  home: string
  indicateurs: Indicateur[]
  /** What formulas may name. */
  known: readonly IndicateurLocal[]
  /** The entered figures that may be shown at a place. */
  entered: (lieu: Pick<LieuNomme, 'niveau' | 'code' | 'members'>) => Map<string, Valeur[]>
  formules: readonly IndicateurLocal[]
  /** Codes of the counts of persons: a formula on them may not give a small count. */
  counts: ReadonlySet<string>
}

/** A reading without any indicator of a territory's own. */
export const NO_LOCAUX: IndicateursLus = {
  home: '',
  indicateurs: [],
  known: [],
  entered: () => new Map(),
  formules: [],
  counts: new Set(),
}

/** Prepares what a territory enters itself: masks are laid here, nothing after sees what they hide. */
export function readLocaux(locaux: Locaux): IndicateursLus {
  const figures = figuresOf(locaux)
  const entered: IndicateursLus['entered'] = (lieu) =>
    new Map(
      locaux.indicateurs.flatMap((one) => {
        const list =
          lieu.niveau === 'perimetre'
            ? sumsOver(one, lieu.members ?? [], figures)
            : (figures.get(figureKey(one.id, lieu)) ?? [])
        return list.length === 0
          ? []
          : [[one.code, list.map((figure) => valeurOf(one, lieu, figure))] as const]
      }),
    )
  return {
    home: locaux.home,
    known: locaux.indicateurs,
    indicateurs: locaux.indicateurs.map(asIndicateur),
    entered,
    formules: locaux.indicateurs.filter(({ nature }) => nature === 'formule'),
    counts: new Set(locaux.indicateurs.flatMap(({ nature, code }) => (nature === 'effectif' ? [code] : []))),
  }
}

type Figure = { value: number | null; periode: string; fichier: string; reason: string | null }

/** A perimeter adds up what its communes show: one masked or missing commune leaves it blank. */
function sumsOver(
  one: IndicateurLocal,
  members: readonly string[],
  figures: ReturnType<typeof figuresOf>,
): Figure[] {
  if (one.nature !== 'effectif' || members.length === 0) return []
  const own = members.map((code) => figures.get(figureKey(one.id, { niveau: 'commune', code })) ?? [])
  const periodes = [...new Set(own.flat().map(({ periode }) => periode))].sort().reverse()
  return periodes.map((periode) => {
    const found = own.flatMap((list) => list.find((its) => its.periode === periode) ?? [])
    const known = found.flatMap(({ value }) => value ?? [])
    const fichier = found[0]?.fichier ?? ''
    if (known.length === members.length)
      return { value: known.reduce((sum, value) => sum + value, 0), periode, fichier, reason: null }
    const masked = found.length - known.length
    const absent = members.length - found.length
    const reason = `Somme impossible : ${masked} masquée(s) et ${absent} sans chiffre sur ${members.length} communes.`
    return { value: null, periode, fichier, reason }
  })
}

function valeurOf(one: IndicateurLocal, lieu: Pick<LieuNomme, 'niveau' | 'code'>, figure: Figure): Valeur {
  const isMasked = figure.value === null && figure.reason?.startsWith('Somme') !== true
  return {
    indicateur: one.code,
    label: one.libelle,
    lieu: { niveau: lieu.niveau, code: lieu.code },
    value: figure.value,
    status: figure.value !== null ? 'normal' : isMasked ? 'secret' : 'indisponible',
    reason: figure.reason,
    unit: one.unite,
    periode: figure.periode,
    geographie: null,
    origin:
      lieu.niveau === 'perimetre' || (lieu.niveau === 'epci' && one.nature === 'effectif')
        ? 'agrege'
        : 'publie',
    source: sourceOfLocal(one, figure.fichier || 'saisie sur Maillage'),
  }
}

function asIndicateur(one: IndicateurLocal): Indicateur {
  return {
    id: one.code,
    rank: 0,
    theme: one.theme,
    label: one.libelle,
    definition: one.definition,
    formula: one.formule || (one.nature === 'effectif' ? 'comptage' : 'mesure relevée'),
    unit: one.unite,
    direction: one.sens,
    source: one.source,
    dataset: 'indicateur du territoire',
    licence: 'chiffre du territoire',
    niveaux: ['qpv', 'commune', 'epci'],
    frequency: 'à chaque saisie',
    secrecyRule: `Effectifs de 1 à ${OWN_DATA_THRESHOLD - 1} masqués, avec ceux qui les feraient deviner.`,
    breakdowns: [],
    comparators: ['commune', 'epci'],
    knownBreaks: [],
    additivity: one.nature === 'effectif' ? 'somme' : 'non-additif',
    published: [],
    computed: [],
  }
}

/** An indicator of the catalogue or of the territory by its id, whatever its case, or null. */
export function findAmong(id: string, lus: IndicateursLus): Indicateur | null {
  return findIndicateur(id) ?? lus.indicateurs.find((one) => one.id === id.toUpperCase()) ?? null
}

/** Every indicator at a place, the territory's own included. */
export async function allValeursOfLieu(
  lecteur: Lecteur,
  lieu: LieuNomme,
  lus: IndicateursLus,
): Promise<ByIndicateur> {
  const published = await valeursOfLieu(lecteur, lieu)
  if (lus.indicateurs.length === 0) return published
  const entered = lus.entered(lieu)
  const all = new Map([...published, ...entered])
  const formules = await derivedAt(lecteur, { lieu, lus, values: all })
  return new Map([...all, ...formules])
}

/** The same for communes read together: what positions and columns are made of. */
export async function allValeursOfCommunes(
  lecteur: Lecteur,
  codes: readonly string[],
  lus: IndicateursLus,
): Promise<ByIndicateur> {
  const published = await valeursOfCommunes(lecteur, codes)
  if (lus.indicateurs.length === 0) return published
  const own = await listLocales(lecteur, { niveau: 'commune', codes, lus })
  return new Map([...published, ...Map.groupBy(own, ({ indicateur }) => indicateur)])
}

/** The territory's own figures at several places of a level. */
export async function listLocales(
  lecteur: Lecteur,
  { niveau, codes, lus }: { niveau: NiveauLocal; codes: readonly string[]; lus: IndicateursLus },
): Promise<Valeur[]> {
  const found: Valeur[] = []
  for (const code of codes) {
    const lieu = { niveau, code, nom: code, members: null }
    const entered = lus.entered(lieu)
    for (const list of entered.values()) found.push(...list)
    if (lus.formules.length === 0) continue
    const published =
      niveau === 'commune' ? await communeValues(lecteur, code, codes) : await valeursOfLieu(lecteur, lieu)
    const values = new Map([...published, ...entered])
    for (const list of (await derivedAt(lecteur, { lieu, lus, values })).values()) found.push(...list)
  }
  return found
}

/** The catalogue at one commune, out of one reading of them all. */
async function communeValues(
  lecteur: Lecteur,
  code: string,
  codes: readonly string[],
): Promise<Map<string, Valeur[]>> {
  const all = await valeursOfCommunes(lecteur, codes)
  return new Map(
    [...all].flatMap(([id, list]) => {
      const own = list.filter(({ lieu }) => lieu.code === code)
      return own.length === 0 ? [] : [[id, own] as const]
    }),
  )
}
