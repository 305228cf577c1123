import { Refusal } from '#app/lib/errors.ts'
import { findHeader, isRecord, type OpenedFile, type Row, type Table } from '#app/lib/tables/index.ts'
import type { Format, FormatContext, Plan, Sheet } from '#data/sources/contract.ts'
import { formats } from '#data/sources/index.ts'
import { niveauOfCode } from '#data/sources/niveaux.ts'
import { communeOf } from '#geo/referentiel.ts'
import type { Lac } from './imports.server.ts'
import { formatOfRecette, listRecettes } from './recettes.server.ts'
import { missingColumns, type Recette } from './recettes.ts'

const ROWS_LOOKED_AT = 60

interface Choice {
  as?: string | undefined
  millesime?: string | undefined
  recipe?: Recette | null
}

/** Finds the header of each table and asks each format in turn what it makes of the file. */
export async function recognise(lac: Lac, opened: OpenedFile, choice: Choice = {}): Promise<Plan> {
  const sheets = await Promise.all(opened.tables.map(previewSheet))
  const context: FormatContext = { opened, sheets, millesime: choice.millesime ?? null }
  for (const format of await candidates(lac, choice)) {
    const plan = await format.recognise(context)
    if (plan) return withFlags(plan, context)
  }
  if (choice.recipe) throw recipeDoesNotApply(choice.recipe, sheets)
  throw choice.as ? notAs(opened, choice.as) : notRecognised(opened, sheets)
}

/** A recipe given, or the format asked for; else every known data set, then the recipes kept, then any table. */
async function candidates(lac: Lac, choice: Choice): Promise<Format[]> {
  if (choice.recipe) return [formatOfRecette(choice.recipe)]
  const recipes = (await listRecettes(lac)).map(formatOfRecette)
  const all = [...formats.slice(0, -1), ...recipes, ...formats.slice(-1)]
  return choice.as ? [formatNamed(all, choice.as)] : all
}

function recipeDoesNotApply(recipe: Recette, sheets: Sheet[]): Refusal {
  const missing = sheets[0] ? missingColumns(recipe, sheets[0].header) : []
  const sentence = `La recette « ${recipe.nom} » ne s’applique pas : il manque ${missing.map((name) => `« ${name} »`).join(', ')}.`
  return new Refusal('recette-sans-objet', sentence)
}

function withFlags(plan: Plan, context: FormatContext): Plan {
  const used = new Set(plan.parts.map((part) => part.sheet))
  for (const sheet of used) refuseHeadless(sheet)
  const tableFlags = [...used].flatMap((sheet) => [...sheet.table.flags, ...sheet.header.flags])
  return { ...plan, flags: [...context.opened.flags, ...tableFlags, ...plan.flags] }
}

/** A first line of data taken for the names of columns would lose a row and name measures « 12 380 ». */
function refuseHeadless({ table, header }: Sheet): void {
  const place = header.columns.find(isPlaceCode)
  if (place === undefined) return
  throw new Refusal(
    'en-tete-absente',
    `${table.name} n’a pas de ligne de titres : à la ligne ${header.line}, « ${place} » est le code d’un lieu, pas le nom d’une colonne. Ajoutez les noms des colonnes en première ligne.`,
  )
}

function isPlaceCode(name: string): boolean {
  const niveau = niveauOfCode(name)
  return niveau === 'qpv' || niveau === 'iris' || (niveau === 'commune' && communeOf(name) !== null)
}

async function previewSheet(table: Table): Promise<Sheet> {
  const rows: Row[] = []
  for await (const row of table.rows()) {
    rows.push(row)
    if (rows.length >= ROWS_LOOKED_AT) break
  }
  const header = findHeader(rows)
  return { table, header, sample: rows.filter((row) => row.line > header.line) }
}

function formatNamed(all: Format[], id: string): Format {
  const format = all.find((one) => one.id === id)
  if (format) return format
  const known = all.map((one) => one.id).join(', ')
  throw new Refusal('format-inconnu', `Le format « ${id} » n’existe pas. Formats connus : ${known}.`)
}

function notAs(opened: OpenedFile, id: string): Refusal {
  return new Refusal(
    'format-non-reconnu',
    `${opened.name} n’a pas la forme attendue par le format « ${id} ».`,
  )
}

function notRecognised(opened: OpenedFile, sheets: Sheet[]): Refusal {
  if (sheets.some(({ table }) => isRecord(table.document) && Array.isArray(table.document.features))) {
    const sentence = `${opened.name} porte des contours, pas des valeurs : déposez-le dans les fonds de carte du territoire.`
    return new Refusal('contours', sentence)
  }
  const what = whatIsSeen(sheets[0])
  const sentence = `${opened.name} n’est pas un jeu de données connu : on y voit ${what}, sans colonne de codes de lieu ni format reconnu. Ajoutez une colonne de codes (commune, IRIS, QPV, EPCI), ou précisez le format avec --as.`
  return new Refusal('format-non-reconnu', sentence)
}

function whatIsSeen(sheet: Sheet | undefined): string {
  if (!sheet) return 'aucun tableau'
  const { columns } = sheet.header
  if (columns.length === 0)
    return sheet.table.kind === 'json' ? 'un document JSON sans liste' : 'une feuille vide'
  const names = columns.slice(0, 6).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name))
  const count = columns.length === 1 ? 'd’une seule colonne' : `de ${columns.length} colonnes`
  return `un tableau ${count} (${names.join(', ')}${columns.length > 6 ? '…' : ''})`
}
