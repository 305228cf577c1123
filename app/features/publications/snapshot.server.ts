import { createHash } from 'node:crypto'
import { loadPublicEvaluation } from '#app/features/evaluation/index.server.ts'
import { loadFichePage } from '#app/features/fiches/index.server.ts'
import { ficheEtats, publishedEtats } from '#app/features/fiches/index.words.ts'
import { documentEtats, documentNatures } from '#app/features/strategies/index.words.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isSiret } from '#app/lib/siret.ts'
import { slugify } from '#app/lib/text.ts'
import type { DocumentInput } from '#app/platform/documents/document.schema.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { cadreDocument } from './cadre.document.ts'
import { loadCadre } from './cadre-matter.server.ts'
import { experienceDocument, shortExperienceDocument } from './experience.document.ts'
import { hasFigure } from './experience.rules.ts'
import { getExperience, sheetValues } from './experiences.queries.server.ts'
import { type FicheMatter, ficheActionDocument } from './fiche.documents.ts'
import type {
  PublicDocument,
  PublicEvaluation,
  PublicExperience,
  PublicFiche,
  PublicNature,
  PublicRapport,
} from './public.schema.ts'
import { avisWords, rapportDocument } from './rapport.document.ts'
import { loadRapport } from './rapports.queries.server.ts'

export interface Target {
  nature: PublicNature
  id: string
}

/** The two texts of a publication: whole, and for a case sheet short. */
export interface PublicText {
  complet: DocumentInput
  court: DocumentInput | null
}

export interface Snapshot {
  adresse: string
  titre: string
  resume: string
  contenu: PublicDocument | PublicFiche | PublicExperience | PublicRapport | PublicEvaluation
  texte: PublicText
  empreinte: string
}

type Drawn = Omit<Snapshot, 'empreinte'>

/** What publishing would copy now. Throws a Refusal when the thing is not ready to be shown. */
export async function snapshotOf(visit: Visit, target: Target): Promise<Snapshot> {
  const drawn = await drawers[target.nature](visit, target.id)
  return { ...drawn, empreinte: fingerprint(drawn) }
}

const drawers: Record<PublicNature, (visit: Visit, id: string) => Promise<Drawn>> = {
  document: drawDocument,
  fiche: drawFiche,
  experience: drawExperience,
  rapport: drawRapport,
  evaluation: drawEvaluation,
}

/** The same words give the same print: the day of writing and the sources, which name it, are left out. */
function fingerprint({ contenu, texte }: Drawn): string {
  const blocks = texte.complet.blocks.filter((block) => block.type !== 'sources')
  return createHash('sha256')
    .update(JSON.stringify([contenu, blocks]))
    .digest('hex')
}

const issuedBy = ({ actor, at }: Visit) => ({ issuer: actor.territoireNom, date: at })

async function drawDocument(visit: Visit, id: string): Promise<Drawn> {
  const found = await visit.tx
    .selectFrom('documentCadre')
    .select('code')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  const matter = await loadCadre(visit.tx, visit.actor, found.code, visit)
  const { document, etat, perimetre, axes, signataires } = matter
  if (etat === 'redaction')
    throw new Refusal(
      'document-en-redaction',
      'Un document en rédaction ne se publie pas : il doit être signé.',
    )
  return {
    adresse: slugify(document.code, 90) || document.code,
    titre: document.titre,
    resume: document.resume,
    contenu: {
      code: document.code,
      nature: documentNatures[document.nature],
      titre: document.titre,
      resume: document.resume,
      etat: documentEtats[etat],
      debut: document.debut,
      fin: document.fin,
      communes: (perimetre?.communes ?? []).map(({ code, nom }) => ({ code, nom })),
      quartiers: (perimetre?.qpv ?? []).map(({ code, nom }) => ({ code, nom })),
      axes: axes.filter(({ depth }) => depth === 0).map(({ numero, titre }) => ({ numero, titre })),
      signataires: signataires.map(({ nom }) => nom),
      exemple: document.exemple,
    },
    texte: { complet: cadreDocument(matter, issuedBy(visit)), court: null },
  }
}

async function drawFiche(visit: Visit, id: string): Promise<Drawn> {
  const found = await visit.tx.selectFrom('fiche').select('code').where('id', '=', id).executeTakeFirst()
  if (!found) throw new NotFound()
  const matter = await loadFichePage(visit.tx, visit.actor, found.code, visit.today)
  const { fiche } = matter
  if (!publishedEtats.includes(fiche.etat))
    throw new Refusal('fiche-non-validee', 'Seule une fiche validée, en cours ou terminée se publie.')
  return {
    adresse: slugify(fiche.code, 90) || fiche.code.toLowerCase(),
    titre: fiche.titre,
    resume: fiche.resume,
    contenu: publicFicheOf(matter, await siretOf(visit, fiche.porteurId)),
    texte: { complet: ficheActionDocument(publicMatter(matter), issuedBy(visit)), court: null },
  }
}

/** A fiche as everybody may read it: the actions of a programme that are not validated are left out. */
function publicMatter(matter: FicheMatter): FicheMatter {
  const actions = matter.parts.actions.filter(({ etat }) => publishedEtats.includes(etat))
  return { ...matter, parts: { ...matter.parts, actions } }
}

/** The SIRET of the carrier when it is a right one: a flagged one stays inside. */
async function siretOf({ tx }: Visit, porteurId: string | null): Promise<string | null> {
  if (porteurId === null) return null
  const found = await tx
    .selectFrom('organisation')
    .select('siret')
    .where('id', '=', porteurId)
    .executeTakeFirst()
  return found?.siret && isSiret(found.siret) ? found.siret : null
}

function publicFicheOf({ fiche, names }: FicheMatter, porteurSiret: string | null): PublicFiche {
  const named = (list: ReadonlyArray<{ nom: string }>): string[] => list.map(({ nom }) => nom)
  const places = (list: ReadonlyArray<{ id: string; nom: string }>) =>
    list.map(({ id, nom }) => ({ code: id, nom: nom.replace(` (${id})`, '') }))
  return {
    code: fiche.code,
    titre: fiche.titre,
    resume: fiche.resume,
    etat: ficheEtats[fiche.etat],
    axe: names.axe[0]?.nom ?? '',
    porteur: names.porteur[0]?.nom ?? '',
    porteurSiret,
    operateurs: named(names.operateurs),
    partenaires: named(names.partenaires),
    financeurs: named(names.financeurs),
    communes: places(names.communes),
    quartiers: places(names.qpv),
    publicVise: fiche.publicVise,
    debut: fiche.debut,
    fin: fiche.fin,
    budgetEuros: fiche.budgetCentimes === null ? null : fiche.budgetCentimes / 100,
    exemple: fiche.exemple,
  }
}

async function drawExperience(visit: Visit, id: string): Promise<Drawn> {
  const stored = await getExperience(visit.tx, visit.actor, id)
  if (stored.etat !== 'relue')
    throw new Refusal('fiche-non-relue', 'Une fiche d’expérience se publie une fois relue.')
  const sheet = sheetValues(stored)
  const matter = { sheet, blocs: stored.blocs, issuer: visit.actor.territoireNom }
  return {
    adresse: `${slugify(sheet.titre, 60)}-${sheet.mois.slice(0, 7)}`,
    titre: sheet.titre,
    resume: sheet.objectifs.slice(0, 300),
    contenu: {
      titre: sheet.titre,
      mois: sheet.mois,
      typeAction: sheet.typeAction,
      departement: sheet.departement,
      objectifs: sheet.objectifs,
      bilan: sheet.bilan,
      mesure: !sheet.nonMesure && hasFigure(sheet.bilan, stored.blocs),
      chiffres: stored.blocs.flatMap(({ chiffres }) => chiffres),
      exemple: sheet.exemple,
    },
    texte: { complet: experienceDocument(matter), court: shortExperienceDocument(matter) },
  }
}

async function drawRapport(visit: Visit, id: string): Promise<Drawn> {
  const matter = await loadRapport(visit.tx, visit.actor, id, visit.today)
  const { annee, document, debattuLe, exemple } = matter.rapport
  if (!debattuLe)
    throw new Refusal('rapport-non-debattu', 'Le rapport se publie une fois débattu, avec ses annexes.')
  const texte = rapportDocument(matter, issuedBy(visit))
  return {
    adresse: `politique-de-la-ville-${annee}-${slugify(matter.rapport.code, 60)}`,
    titre: texte.title,
    resume: document,
    contenu: {
      titre: texte.title,
      annee,
      document,
      debattuLe,
      avis: matter.avis.map((its) => ({ organisation: its.nom, avis: avisWords(its) })),
      exemple,
    },
    texte: { complet: texte, court: null },
  }
}

// What is published is what was signed, word for word; only the standing of the recommendations is of the day.
async function drawEvaluation({ tx, actor }: Visit, id: string): Promise<Drawn> {
  const { contenu, document } = await loadPublicEvaluation(tx, actor, id)
  return {
    adresse: `${slugify(contenu.titre, 70)}-${contenu.signeLe.slice(0, 4)}`,
    titre: contenu.titre,
    resume: contenu.synthese.slice(0, 300),
    contenu,
    texte: { complet: document, court: null },
  }
}
