import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type Document, type DocumentInput, parseDocument } from '#app/platform/documents/document.schema.ts'
import { type PublicFiche, type PublicNature, publicNatures } from './public.schema.ts'

export interface Published {
  nature: PublicNature
  adresse: string
  titre: string
  resume: string
  edition: number
  publieLe: string
}

const columns = ['nature', 'adresse', 'titre', 'resume', 'edition', 'publieLe'] as const

/** What is on the portal, latest first. */
export async function listPublished(
  tx: Tx,
  about: { nature?: PublicNature; limit?: number } = {},
): Promise<Published[]> {
  let query = tx.selectFrom('publication').select(columns).where('retireLe', 'is', null)
  if (about.nature) query = query.where('nature', '=', about.nature)
  const rows = await query
    .orderBy('publieLe', 'desc')
    .orderBy('titre')
    .limit(about.limit ?? 1000)
    .execute()
  return rows.map((row) => ({ ...row, publieLe: row.publieLe.toISOString() }))
}

const texteSchema = z.object({
  // The documents were parsed when they were written; parseDocument judges them again when they are read.
  complet: z.custom<DocumentInput>(),
  court: z.custom<DocumentInput>().nullable(),
})

/** One thing of the portal, with its text. */
export async function getPublished(
  tx: Tx,
  { nature, adresse, short }: { nature: PublicNature; adresse: string; short: boolean },
) {
  const row = await tx
    .selectFrom('publication')
    .select([...columns, 'contenu', 'texte'])
    .where('nature', '=', nature)
    .where('adresse', '=', adresse)
    .where('retireLe', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('Cette page n’existe pas, ou n’est plus publiée.')
  const { complet, court } = texteSchema.parse(row.texte)
  const document: Document = parseDocument(short && court ? court : complet)
  return {
    published: { ...row, publieLe: row.publieLe.toISOString(), contenu: null, texte: null },
    contenu: publicNatures[nature].schema.parse(row.contenu),
    document,
    hasShort: court !== null,
  }
}

export interface PublishedAction {
  adresse: string
  fiche: PublicFiche
}

export interface ActionsFilter {
  commune: string
  axe: string
  q: string
}

/** The published actions that a reader asks for: in a commune, on an axis, with a word. */
export async function listActions(tx: Tx, filter: ActionsFilter): Promise<PublishedAction[]> {
  const rows = await tx
    .selectFrom('publication')
    .select(['adresse', 'contenu'])
    .where('nature', '=', 'fiche')
    .where('retireLe', 'is', null)
    .orderBy('titre')
    .execute()
  const quartiers = filter.commune ? await quartiersOf(tx, filter.commune) : new Set<string>()
  return rows
    .map(({ adresse, contenu }) => ({ adresse, fiche: publicNatures.fiche.schema.parse(contenu) }))
    .filter(({ fiche }) => isAskedFor(fiche, filter, quartiers))
}

function isAskedFor(fiche: PublicFiche, filter: ActionsFilter, quartiers: Set<string>): boolean {
  const everywhere = fiche.communes.length === 0 && fiche.quartiers.length === 0
  const here =
    filter.commune === '' ||
    everywhere ||
    fiche.communes.some(({ code }) => code === filter.commune) ||
    fiche.quartiers.some(({ code }) => quartiers.has(code))
  const onAxis = filter.axe === '' || fiche.axe === filter.axe
  const words = `${fiche.titre} ${fiche.resume} ${fiche.publicVise} ${fiche.porteur} ${fiche.operateurs.join(' ')}`
  return here && onAxis && plain(words).includes(plain(filter.q))
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .trim()

/** The official neighbourhoods of a commune. */
async function quartiersOf(tx: Tx, commune: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('qpvCommune')
    .select('qpvCode')
    .where('communeCode', '=', commune)
    .execute()
  return new Set(rows.map(({ qpvCode }) => qpvCode))
}

/** The communes of the territory, official names and codes: for the choice « ma commune ». */
export function listCommunes(tx: Tx): Promise<Array<{ code: string; nom: string }>> {
  return tx.selectFrom('commune').select(['code', 'nom']).where('fin', 'is', null).orderBy('nom').execute()
}

/** What the home page of the portal counts. */
export async function countPublished(tx: Tx): Promise<Record<PublicNature, number>> {
  const { rows } = await sql<{ nature: PublicNature; nombre: number }>`
    select nature, count(*)::int as nombre from publication where retire_le is null group by nature`.execute(
    tx,
  )
  const of = (nature: PublicNature): number => rows.find((row) => row.nature === nature)?.nombre ?? 0
  return {
    document: of('document'),
    fiche: of('fiche'),
    experience: of('experience'),
    rapport: of('rapport'),
    evaluation: of('evaluation'),
  }
}

/** The strategy as published: the latest document in force, or the latest there is. */
export async function getStrategie(tx: Tx) {
  const [first] = await listStrategies(tx)
  return first ?? null
}

/** The documents as published, the latest first. */
export async function listStrategies(tx: Tx) {
  const rows = await tx
    .selectFrom('publication')
    .select(['adresse', 'contenu'])
    .where('nature', '=', 'document')
    .where('retireLe', 'is', null)
    .execute()
  const documents = rows.map(({ adresse, contenu }) => ({
    adresse,
    contenu: publicNatures.document.schema.parse(contenu),
  }))
  return documents.toSorted(
    (a, b) =>
      (b.contenu.debut ?? '').localeCompare(a.contenu.debut ?? '') ||
      b.contenu.communes.length - a.contenu.communes.length,
  )
}
