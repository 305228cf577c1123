import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { matchKey } from '#app/lib/text.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { createArbre, createAxe, createTheme } from './axes.commands.server.ts'
import { listThemesAt } from './axes.queries.server.ts'
import { retainedAxes } from './document-page.server.ts'
import { createDocument, setDocumentAxes } from './documents.commands.server.ts'
import { getDocumentByCode, listDocumentsAt } from './documents.queries.server.ts'
import { type StrategieTrame, strategieTrame } from './trame.schema.ts'

/** The skeleton of one document and of the transversal themes, as they were worded on a day. */
async function readStrategieTrame(
  tx: Tx,
  actor: Actor,
  { code, at }: { code: string; at: IsoDate },
): Promise<StrategieTrame> {
  const themes = await listThemesAt(tx, actor, at)
  return {
    document: code === '' ? null : await documentTrame(tx, actor, code, at),
    themes: themes.map(({ nom, description }) => ({ nom, description })),
  }
}

async function documentTrame(tx: Tx, actor: Actor, code: string, at: IsoDate) {
  const document = await getDocumentByCode(tx, actor, code)
  const axes = await retainedAxes(tx, actor, document, at)
  return {
    code: document.code,
    nature: document.nature,
    titre: document.titre,
    axes: axes.map(({ numero, titre, court, texte, depth }) => ({
      numero,
      titre,
      court,
      texte,
      niveau: depth,
    })),
  }
}

/** What of a skeleton is here already, by its names: it would be left as it is. */
async function knownOfStrategie(tx: Tx, actor: Actor, trame: StrategieTrame, at: IsoDate) {
  const documents = await listDocumentsAt(tx, actor, at)
  const themes = new Set((await listThemesAt(tx, actor, at)).map(({ nom }) => matchKey(nom)))
  return {
    document: documents.some(({ code }) => code === trame.document?.code),
    themes: new Set(trame.themes.map(({ nom }) => nom).filter((nom) => themes.has(matchKey(nom)))),
  }
}

/** Writes what is not here yet: a document in drafting with its axes, and the themes. @returns how many things */
async function writeStrategieTrame(
  tx: Tx,
  actor: Actor,
  trame: StrategieTrame,
  { source, today }: { source: string; today: IsoDate },
): Promise<number> {
  const known = await knownOfStrategie(tx, actor, trame, today)
  const themes = trame.themes.filter(({ nom }) => !known.themes.has(nom))
  for (const theme of themes) await createTheme(tx, actor, { ...theme, debut: today, fin: null })
  if (!trame.document || known.document) return themes.length
  await writeDocument(tx, actor, trame.document, { source, today })
  return themes.length + 1
}

async function writeDocument(
  tx: Tx,
  actor: Actor,
  { axes, code, nature, titre }: NonNullable<StrategieTrame['document']>,
  { source, today }: { source: string; today: IsoDate },
): Promise<void> {
  const arbreId = await createArbre(tx, actor, titre)
  const roots: string[] = []
  const path: string[] = []
  for (const { niveau, ...texte } of axes) {
    const parentId = path[niveau - 1] ?? null
    const id = await createAxe(tx, actor, { ...texte, arbreId, parentId, debut: today }, today)
    path.length = niveau
    path.push(id)
    if (niveau === 0) roots.push(id)
  }
  const id = await createDocument(tx, actor, {
    code,
    nature,
    titre,
    source,
    arbreId,
    debut: today,
    resume: '',
    texte: '',
    fin: null,
    dateSignature: null,
    perimetreId: null,
  })
  if (roots.length > 0) await setDocumentAxes(tx, actor, id, roots)
}

/** The skeleton of a strategy, for what takes one along or takes one in. */
export const trameStrategie = {
  schema: strategieTrame,
  read: readStrategieTrame,
  known: knownOfStrategie,
  write: writeStrategieTrame,
}
