import { listFichesOf, loadFichePage } from '#app/features/fiches/index.server.ts'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { bordDocument } from './bord.document.ts'
import { loadBord } from './bord-matter.server.ts'
import { cadreDocument } from './cadre.document.ts'
import { loadCadre } from './cadre-matter.server.ts'
import { ficheActionDocument, ficheBilanDocument } from './fiche.documents.ts'
import { isProduit, type Produit, TERRITOIRE } from './produits.ts'

/** One document of a kind about a thing, for this person, as things stood on the day of the visit. */
export async function produce(visit: Visit, sorte: string, cle: string): Promise<Document> {
  if (!isProduit(sorte)) throw new NotFound()
  return parseDocument(await writers[sorte](visit, cle))
}

type Writer = (visit: Visit, cle: string) => Promise<Parameters<typeof parseDocument>[0]>

const issuedBy = ({ actor, at }: Visit) => ({ issuer: actor.territoireNom, date: at })

const writers: Record<Produit, Writer> = {
  'fiche-action': async (visit, code) => ficheActionDocument(await fiche(visit, code), issuedBy(visit)),
  'fiche-bilan': async (visit, code) => ficheBilanDocument(await fiche(visit, code), issuedBy(visit)),
  'document-cadre': async (visit, code) =>
    cadreDocument(await loadCadre(visit.tx, visit.actor, code, visit), issuedBy(visit)),
  'tableau-de-bord': async (visit, cle) => {
    if (cle !== TERRITOIRE || !can(visit.actor, 'strategie.lire')) throw new NotFound()
    return bordDocument(await loadBord(visit.tx, visit.actor, visit.at), issuedBy(visit))
  },
}

function fiche({ tx, actor, today }: Visit, code: string) {
  return loadFichePage(tx, actor, code, today)
}

/** What a document can be written about, for the choices of the screen. */
export async function listSubjects({ tx, actor, at }: Visit) {
  const documents = await listDocumentsAt(tx, actor, at)
  const fiches = await listFichesOf(tx, actor, {}, { limit: 500 })
  return {
    documents: documents.map(({ code, titre }) => ({ value: code, label: titre })).reverse(),
    fiches: fiches.rows.map(({ code, titre }) => ({ value: code, label: `${code} ${titre}` })),
  }
}
