import { statutSentences } from '#data/sources/statuts.ts'
import { communeOf } from '#geo/referentiel.ts'
import { refusalToAggregate } from './agregats.server.ts'
import { type Indicateur, type Theme, themeLabels } from './catalogue.ts'
import { indicateurs as catalogue } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { keyOfLieu, type LieuNomme } from './lieu-mots.ts'
import type { ByIndicateur } from './lieu-valeurs.server.ts'
import {
  allValeursOfCommunes,
  allValeursOfLieu,
  type IndicateursLus,
  NO_LOCAUX,
} from './locaux-lecture.server.ts'
import { rememberFigures } from './memoire.server.ts'
import { notesOf } from './portrait.rules.ts'
import type {
  Cellule,
  CommunesPortrait,
  Comparaison,
  LignePortrait,
  Portrait,
  ThemePortrait,
} from './portrait-page.ts'
import { positionAmong } from './position.ts'
import { type Medianes, medianesOfSemblables } from './semblables-mediane.server.ts'
import { formatGap, formatValeur } from './unites.ts'
import { byPeriode, type Valeur } from './valeur.ts'

export interface PortraitQuery {
  lieu: LieuNomme
  comparateurs: readonly LieuNomme[]
  /** Codes of the communes of the territory. */
  communes: readonly string[]
  themes?: ReadonlySet<Theme> | undefined
  /** Also compare a commune with the median of those most like it. */
  withSemblables?: boolean | undefined
  /** The territory's own indicators. */
  locaux?: IndicateursLus | undefined
}

/** The portrait of a place: every indicator with its trend, its gaps, its position, or why it is blank. */
export function buildPortrait(lecteur: Lecteur, query: PortraitQuery): Promise<Portrait> {
  const { lieu, comparateurs, communes, themes, withSemblables, locaux = NO_LOCAUX } = query
  const places = [lieu, ...comparateurs].map((one) => [keyOfLieu(one), one.nom, ...(one.members ?? [])])
  const name = JSON.stringify(['portrait', places, communes, [...(themes ?? [])], withSemblables === true])
  return rememberFigures({ lecteur, lus: locaux }, name, () => workOut(lecteur, query))
}

async function workOut(lecteur: Lecteur, query: PortraitQuery): Promise<Portrait> {
  const lus = query.locaux ?? NO_LOCAUX
  const own = await allValeursOfLieu(lecteur, query.lieu, lus)
  const others: ByIndicateur[] = []
  for (const one of query.comparateurs) others.push(await allValeursOfLieu(lecteur, one, lus))
  const alike = await alikeOf(lecteur, query)
  if (alike) others.push(alike.values)
  const among = await allValeursOfCommunes(lecteur, query.communes, lus)
  const wanted = [...catalogue, ...lus.indicateurs].filter(
    ({ theme }) => !query.themes || query.themes.has(theme),
  )
  const frame = { query, own, others, among }
  const themes = [...Map.groupBy(wanted, ({ theme }) => theme)].map(([theme, list]) =>
    themeOf(frame, theme, list),
  )
  const lines = themes.flatMap((theme) => theme.lines)
  return {
    themes,
    comparateurs: [
      ...query.comparateurs.map((one) => ({ key: keyOfLieu(one), nom: one.nom })),
      ...(alike ? [{ key: 'semblables', nom: 'Communes semblables (médiane)' }] : []),
    ],
    semblables: alike?.communes ?? [],
    counts: {
      filled: lines.filter(({ cell }) => cell.value !== null).length,
      masked: lines.filter(({ cell }) => cell.status === 'secret').length,
      absent: themes.flatMap(({ missing }) => missing.flatMap(({ labels }) => labels)).length,
    },
  }
}

async function alikeOf(lecteur: Lecteur, { lieu, withSemblables }: PortraitQuery): Promise<Medianes | null> {
  return withSemblables && lieu.niveau === 'commune' ? medianesOfSemblables(lecteur, lieu.code) : null
}

interface Frame {
  query: PortraitQuery
  own: ByIndicateur
  others: readonly ByIndicateur[]
  among: ByIndicateur
}

function themeOf(frame: Frame, theme: Theme, list: readonly Indicateur[]): ThemePortrait {
  const isKnown = ({ id }: Indicateur) =>
    frame.own.has(id) || frame.others.some((values) => values.has(id)) || frame.among.has(id)
  return {
    theme,
    label: themeLabels[theme],
    lines: list.filter(isKnown).map((indicateur) => lineOf(frame, indicateur)),
    missing: missingOf(list.filter((one) => !isKnown(one))),
  }
}

/** A file to import gives several indicators at once: they are told together. */
function missingOf(list: readonly Indicateur[]): ThemePortrait['missing'] {
  const byFile = Map.groupBy(list, ({ source, dataset }) => `${source} ${dataset}`)
  return [...byFile.values()].flatMap((same) => {
    const [first] = same
    return first
      ? [{ source: first.source, dataset: first.dataset, labels: same.map(({ label }) => label) }]
      : []
  })
}

function lineOf({ query, own, others, among }: Frame, indicateur: Indicateur): LignePortrait {
  const values = own.get(indicateur.id) ?? []
  const [latest] = values
  const { id, label, definition, formula, unit, direction } = indicateur
  return {
    id,
    label,
    definition,
    formula,
    unit,
    direction,
    cell: latest ? celluleOf(latest) : nothingAt(query.lieu, indicateur),
    trend: values.flatMap(({ periode, value }) => (value === null ? [] : [{ periode, value }])).reverse(),
    comparaisons: others.map((other) => comparaisonOf(latest, other.get(id) ?? [], indicateur)),
    position:
      latest && query.lieu.niveau === 'commune'
        ? positionAmong(latest, among.get(id) ?? [], query.communes.length)
        : null,
    notes: notesOf(indicateur, values),
  }
}

const MAX_COLUMNS = 6

/** The communes of a larger place side by side, on the indicators they have: a secret is a secret in its own cell. */
export function listCommunesOf(
  lecteur: Lecteur,
  query: Pick<PortraitQuery, 'lieu' | 'communes' | 'locaux'>,
): Promise<CommunesPortrait | null> {
  const { lieu, communes, locaux = NO_LOCAUX } = query
  const name = JSON.stringify(['communes', lieu.niveau, lieu.members ?? communes])
  return rememberFigures({ lecteur, lus: locaux }, name, () => communesSideBySide(lecteur, query))
}

async function communesSideBySide(
  lecteur: Lecteur,
  { lieu, communes, locaux = NO_LOCAUX }: Pick<PortraitQuery, 'lieu' | 'communes' | 'locaux'>,
): Promise<CommunesPortrait | null> {
  const codes = lieu.members ?? communes
  if (lieu.niveau !== 'epci' && lieu.niveau !== 'perimetre') return null
  const values = await allValeursOfCommunes(lecteur, codes, locaux)
  const columns = [...catalogue, ...locaux.indicateurs]
    .filter(({ id }) => values.has(id))
    .slice(0, MAX_COLUMNS)
  if (columns.length === 0) return null
  const periodes = columns.map(({ id }) => (values.get(id) ?? []).toSorted(byPeriode)[0]?.periode ?? '')
  const cellOf = (code: string, indicateur: Indicateur, at: number): Cellule => {
    const own = (values.get(indicateur.id) ?? []).find(
      (one) => one.lieu.code === code && one.periode === periodes[at],
    )
    const nom = communeOf(code)?.nom ?? code
    return own ? celluleOf(own) : nothingAt({ niveau: 'commune', code, nom, members: null }, indicateur)
  }
  return {
    columns: columns.map(({ id, label, unit }, at) => ({ id, label, unit, periode: periodes[at] ?? '' })),
    rows: codes
      .map((code) => ({
        code,
        nom: communeOf(code)?.nom ?? code,
        cells: columns.map((indicateur, at) => cellOf(code, indicateur, at)),
      }))
      .toSorted((one, other) => one.nom.localeCompare(other.nom, 'fr')),
  }
}

/** A value as a cell of a page, with the answer to « pourquoi est-ce vide ? ». */
export function celluleOf(valeur: Valeur): Cellule {
  const { value, status, periode, origin, source, reason } = valeur
  return {
    value,
    status,
    text: formatValeur(valeur),
    periode,
    why: value === null ? (reason ?? statutSentences[status]) : null,
    origin,
    source: {
      import: source.import,
      file: source.file,
      producer: source.producer,
      millesime: source.millesime,
    },
  }
}

/** The blank cell of a place nothing was imported for, with the reason. */
export function nothingAt({ niveau, nom }: LieuNomme, indicateur: Indicateur): Cellule {
  const isMade = !['commune', 'qpv', 'iris', 'canton'].includes(niveau)
  const refusal = isMade ? refusalToAggregate(indicateur) : null
  const why =
    refusal ??
    `Aucun fichier importé ne donne ${indicateur.label.toLowerCase()} pour ${nom} (${indicateur.source}).`
  return {
    value: null,
    status: 'indisponible',
    text: 'non disponible',
    periode: null,
    why,
    origin: null,
    source: null,
  }
}

/** The same period on both sides, or no comparison: two years apart is another question. */
function comparaisonOf(latest: Valeur | undefined, values: Valeur[], indicateur: Indicateur): Comparaison {
  const [first] = values
  const same = latest ? values.find(({ periode }) => periode === latest.periode) : first
  if (!same) {
    const other = first ? `Rien pour ${latest?.periode} ; le dernier chiffre est de ${first.periode}.` : null
    const why =
      other ?? refusalToAggregate(indicateur) ?? `Aucun fichier importé ne le donne (${indicateur.source}).`
    return {
      cell: {
        value: null,
        status: 'indisponible',
        text: '–',
        periode: null,
        why,
        origin: null,
        source: null,
      },
      gap: null,
    }
  }
  const isGap = latest && latest.value !== null && same.value !== null
  return {
    cell: celluleOf(same),
    gap: isGap ? formatGap(latest.value ?? 0, same.value ?? 0, indicateur.unit) : null,
  }
}
