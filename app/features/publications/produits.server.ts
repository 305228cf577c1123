import { getFiche, listFichesOf, loadFichePage } from '#app/features/fiches/index.server.ts'
import { getDocumentByCode, listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { bordDocument } from './bord.document.ts'
import { loadBord } from './bord-matter.server.ts'
import { cadreDocument } from './cadre.document.ts'
import { loadCadre } from './cadre-matter.server.ts'
import { ficheActionDocument, ficheBilanDocument } from './fiche.documents.ts'
import { isProduit, type Produit, TERRITOIRE } from './produits.ts'
import { mustPublish, publish, withdraw } from './publications.commands.server.ts'
import type { Target } from './snapshot.server.ts'

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

/** What of a document may go to the portal, or null: a bilan and the page for elected members stay inside. */
export async function targetOf({ tx, actor }: Visit, sorte: string, cle: string): Promise<Target | null> {
  if (sorte === 'fiche-action') return { nature: 'fiche', id: (await getFiche(tx, actor, cle)).id }
  if (sorte !== 'document-cadre') return null
  return { nature: 'document', id: (await getDocumentByCode(tx, actor, cle)).id }
}

/** Puts a document on the portal or takes it off, as the form asks. @returns what to say */
export async function publishIntent(
  visit: Visit & { form: FormData },
  { sorte, cle, now }: { sorte: string; cle: string; now: Date },
): Promise<string> {
  const target = await targetOf(visit, sorte, cle)
  mustPublish(visit.actor)
  if (!target) throw new Refusal('non-publiable', 'Ce document ne se publie pas.')
  if (visit.form.get('intention') === 'depublier') {
    await withdraw(visit.tx, visit.actor, target, now)
    return 'Retiré du portail.'
  }
  await publish(visit, target, now)
  return 'Publié sur le portail.'
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
