import { sql } from 'kysely'
import { getFiche, listFichesOf } from '#app/features/fiches/index.server.ts'
import { ficheEtats } from '#app/features/fiches/index.words.ts'
import { listDecisionsOf } from '#app/features/gouvernance/index.server.ts'
import { carteBlocks, listChiffres, loadLocaux } from '#app/features/observatoire/index.server.ts'
import { indicateurs, themeLabels } from '#app/features/observatoire/index.ts'
import { listAxesAt, loadDocument } from '#app/features/strategies/index.server.ts'
import { formatDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { BlockInput } from '#app/platform/documents/document.schema.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { bordChart, bordFigures } from './bord.document.ts'
import { loadBord } from './bord-matter.server.ts'
import type { BlocSorte } from './note.schema.ts'

/** What a block says: its name, where it was read, its content. */
export interface BlocSaid {
  titre: string
  source: string
  blocs: BlockInput[]
}

/** Where blocks are read: the territory for this person, and the folder of the figures. */
export type Reading = Visit & { dataDir: string }

type Reader = (reading: Reading, sujet: string) => Promise<Omit<BlocSaid, 'source'> & { source?: string }>

const MOST_FICHES = 200

const readers: Record<BlocSorte, Reader> = {
  bord: async ({ tx, actor, at }) => ({
    titre: 'Chiffres du projet',
    blocs: [{ type: 'facts', look: 'figures', items: bordFigures(await loadBord(tx, actor, at)) }],
  }),
  graphique: async ({ tx, actor, at }) => ({
    titre: 'Fiches par axe',
    blocs: bordChart(await loadBord(tx, actor, at)),
  }),
  axes: axesOf,
  fiches: fichesOf,
  decisions: decisionsOf,
  citations: citationsOf,
  chiffres: chiffresOf,
  carte: carteOf,
}

/** What a block says on the day of the visit, for this person. */
export async function readBloc(reading: Reading, sorte: BlocSorte, sujet: string): Promise<BlocSaid> {
  if (!can(reading.actor, 'strategie.lire')) throw new Forbidden()
  const said = await readers[sorte](reading, sujet)
  const source = `espace de travail du projet, état au ${formatDate(reading.at)}`
  const blocs = said.blocs.length > 0 ? said.blocs : [nothing(said.titre)]
  return { source, ...said, blocs }
}

const nothing = (titre: string): BlockInput => ({
  type: 'paragraph',
  look: 'small',
  text: `${titre} : rien à ce jour dans le projet.`,
})

async function axesOf({ tx, actor, at, today }: Reading, code: string) {
  const { document, axes } = await loadDocument(tx, actor, code, { at, today })
  const roots = axes.filter(({ depth }) => depth === 0)
  const items = roots.map(({ numero, titre }) => `${numero}. ${titre}`)
  return {
    titre: `Axes : ${document.titre}`,
    blocs: items.length === 0 ? [] : [{ type: 'list' as const, items }],
  }
}

/** The fiches of an axis (`axe:…`) or of a framework document (`document:…`). */
async function fichesOf({ tx, actor, at, today }: Reading, sujet: string) {
  const { titre, about } = await subjectOf({ tx, actor, at, today }, sujet)
  const past = at === today ? {} : { at }
  const { rows, total } = await listFichesOf(tx, actor, about, { ...past, limit: MOST_FICHES })
  const caption = `${formatCount(total, 'fiche action', 'fiches action')} : ${titre}`
  if (rows.length === 0) return { titre: caption, blocs: [] }
  const table: BlockInput = {
    type: 'table',
    caption,
    columns: [
      { label: 'Code', width: 1.4 },
      { label: 'Action', width: 4 },
      { label: 'Porteur', width: 2.6 },
      { label: 'État', width: 1.4 },
      { label: 'Budget', align: 'end', width: 1.5 },
    ],
    rows: rows.map((its) => [
      its.code,
      its.exemple ? `${its.titre} (exemple)` : its.titre,
      its.porteur ?? '',
      ficheEtats[its.etat],
      its.budgetCentimes === null ? 'non chiffré' : formatEurosRounded(its.budgetCentimes),
    ]),
  }
  return { titre: caption, blocs: [table] }
}

async function subjectOf({ tx, actor, at, today }: Visit, sujet: string) {
  const [kind, key = ''] = sujet.split(/:(.*)/s)
  if (kind === 'axe') {
    const axe = (await listAxesAt(tx, actor, { at })).find(({ id }) => id === key)
    if (!axe) throw new NotFound()
    return { titre: `axe ${axe.numero}, ${axe.titre}`, about: { axe: key } }
  }
  const { document } = await loadDocument(tx, actor, key, { at, today })
  return { titre: document.titre, about: { document: document.id } }
}

async function decisionsOf({ tx, actor, at }: Reading, instanceId: string) {
  const { instance, decisions } = await listDecisionsOf(tx, actor, instanceId, at)
  const items = decisions.map(
    ({ jour, titre, decision, exemple }) =>
      `${formatDate(jour)}, ${titre} : ${decision || 'adoptée'}${exemple ? ' (exemple)' : ''}`,
  )
  return {
    titre: `Décisions : ${instance}`,
    blocs: items.length === 0 ? [] : [{ type: 'list' as const, items }],
  }
}

async function citationsOf({ tx, actor }: Reading, code: string) {
  const fiche = await getFiche(tx, actor, code)
  const { rows } = await sql<{ texte: string; fonction: string }>`
    select texte, fonction from fiche_citation where territoire_id = territoire_courant() and fiche_id = ${fiche.id} order by id`.execute(
    tx,
  )
  return {
    titre: `Sur le vif : ${fiche.titre}`,
    blocs: rows.map(({ texte, fonction }) => ({ type: 'quote' as const, text: texte, by: fonction })),
  }
}

/** The figures of a theme for the intercommunality, those that some file gives. */
async function chiffresOf({ tx, actor, at, dataDir }: Reading, theme: string) {
  const ids = indicateurs.filter((its) => its.theme === theme).map(({ id }) => id)
  const epci = await tx.selectFrom('territoire').select(['siren as code', 'nom']).executeTakeFirstOrThrow()
  const chiffres = await listChiffres({
    dataDir,
    territoire: actor.territoireSlug,
    indicateurs: ids,
    lieux: [{ ...epci, niveau: 'epci', members: null }],
    locaux: await loadLocaux(tx, at),
  })
  const known = chiffres.flatMap(({ label, unit, cells }) =>
    cells.filter(({ cell }) => cell.periode).map(({ cell }) => ({ label, unit, cell })),
  )
  const titre = Object.entries(themeLabels).find(([key]) => key === theme)?.[1] ?? theme
  if (known.length === 0) return { titre, blocs: [] }
  const table: BlockInput = {
    type: 'table',
    caption: `${titre} : ${epci.nom}`,
    columns: [
      { label: 'Indicateur', width: 4 },
      { label: 'Valeur', align: 'end', width: 1.6 },
      { label: 'Période' },
    ],
    rows: known.map(({ label, cell }) => [label, cell.text, cell.periode ?? '']),
  }
  return { titre, blocs: [table], source: 'observatoire, où chaque chiffre ouvre sur son fichier' }
}

async function carteOf({ tx, at, actor, dataDir }: Reading, indicateur: string) {
  const { titre, source, blocs } = await carteBlocks(tx, {
    dataDir,
    slug: actor.territoireSlug,
    territoire: actor.territoireNom,
    indicateur,
    at,
  })
  return { titre, blocs, ...(source ? { source } : {}) }
}
