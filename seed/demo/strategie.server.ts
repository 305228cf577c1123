import type { Tx } from '#app/db/connection.server.ts'
import { adoptAvenant, createAvenant, proposeAxe } from '#app/features/strategies/avenants.commands.server.ts'
import { createArbre, createAxe, createTheme } from '#app/features/strategies/axes.commands.server.ts'
import type { DocumentInput } from '#app/features/strategies/document.schema.ts'
import {
  addRelation,
  changeDocumentEtat,
  createDocument,
  setDocumentAxes,
  takeOverPastDocument,
} from '#app/features/strategies/documents.commands.server.ts'
import { addSignataire } from '#app/features/strategies/signataires.commands.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Seed } from './seed.ts'
import { seedStrategieSuite } from './strategie-suite.server.ts'
import {
  autresSignatairesDuContrat,
  axesDemo,
  communesAConfirmer,
  communesDuContrat,
  EXEMPLE,
  type SignataireDemo,
  signatairesDuPtcs,
  themesDemo,
} from './strategie-textes.ts'

const SOURCE = 'Fiche de cas Apriles (ODAS), septembre 2017.'
const PERIODE = { debut: isoDate('2015-01-01'), fin: isoDate('2021-01-01') }
const SIGNATURE = isoDate('2015-06-30')
// The story is told as it was known when it began: nothing of 2015-2020 is over yet.
const TELLING = isoDate('2015-01-02')

/** The documents of Valenciennes, from the contract of 2000 to the twin documents of 2015, with their shared axes. */
export const seedStrategie: Seed = async (tx, director) => {
  const perimetres = await seedPerimetres(tx, director)
  const past = await seedPast(tx, director, perimetres.tout)
  const arbreId = await createArbre(tx, director, 'Axes communs au PTCS et au contrat de ville 2015-2020')
  const axes = await seedAxes(tx, director, arbreId)
  for (const theme of themesDemo)
    await createTheme(tx, director, { ...theme, debut: PERIODE.debut, fin: null })
  const organisations = await seedOrganisations(tx, director)
  const ptcs = await createDocument(tx, director, { ...ptcs2015, arbreId, perimetreId: perimetres.tout })
  const contrat = await createDocument(tx, director, {
    ...contrat2015,
    arbreId,
    perimetreId: perimetres.contrat,
  })
  const signed = [
    { id: ptcs, list: signatairesDuPtcs.map((its) => ({ ...its, aConfirmer: true })) },
    { id: contrat, list: [...signatairesDuPtcs, ...autresSignatairesDuContrat] },
  ]
  for (const { id, list } of signed) {
    await setDocumentAxes(tx, director, id, axes)
    for (const signataire of list) await sign(tx, director, id, { signataire, organisations })
    await changeDocumentEtat(tx, director, id, { to: 'signe', day: SIGNATURE })
    await changeDocumentEtat(tx, director, id, { to: 'en_vigueur', day: SIGNATURE })
  }
  const note = 'Renouvelés ensemble ; mêmes axes.'
  await addRelation(tx, director, { deId: ptcs, versId: past.ptcs2011, nature: 'renouvelle', note: '' })
  await addRelation(tx, director, {
    deId: contrat,
    versId: ptcs,
    nature: 'decline',
    note: 'Vu par les partenaires comme la déclinaison du PTCS sur les quartiers les plus pauvres.',
  })
  await addRelation(tx, director, { deId: contrat, versId: ptcs, nature: 'partage_axes', note })
  await seedAvenant(tx, director, ptcs)
  await seedStrategieSuite(tx, director, { ptcs, contrat, organisations })
  for (const { id } of signed) await changeDocumentEtat(tx, director, id, { to: 'echu', day: PERIODE.fin })
}

const blank: Omit<DocumentInput, 'code' | 'nature' | 'titre' | 'debut' | 'fin'> = {
  resume: '',
  texte: '',
  dateSignature: null,
  perimetreId: null,
  arbreId: null,
  source: SOURCE,
}

const ptcs2015: DocumentInput = {
  ...blank,
  code: 'ptcs-2015',
  nature: 'ptcs',
  titre: 'Projet territorial de cohésion sociale 2015-2020',
  resume:
    'Le projet des trente-cinq communes : six axes partagés avec le contrat de ville, cinq signataires. Écrit par cinq groupes thématiques et trois groupes transversaux, où sont venues les associations.',
  source: `${SOURCE} Le jour de la signature du PTCS n’y figure pas : celui du contrat de ville est repris, à confirmer.`,
  ...PERIODE,
}

const contrat2015: DocumentInput = {
  ...blank,
  code: 'contrat-de-ville-2015',
  nature: 'contrat_de_ville',
  titre: 'Contrat de ville 2015-2020',
  resume:
    'Dix-huit communes et vingt-deux signataires, bailleurs sociaux et associations compris. Ses axes sont ceux du PTCS.',
  source: `${SOURCE} Les signataires que la fiche ne nomme pas sont à confirmer, ou des exemples.`,
  ...PERIODE,
}

async function seedPast(tx: Tx, director: Actor, perimetreId: string) {
  const today = isoDate('2015-01-01')
  const contrat = await takeOverPastDocument(
    tx,
    director,
    {
      ...blank,
      code: 'contrat-de-ville-2000',
      nature: 'contrat_de_ville',
      titre: 'Contrat de ville 2000-2006',
      resume:
        'Porté par la communauté d’agglomération, quatorze ans avant la loi. Il n’a pas pleinement joué son rôle : les quartiers prioritaires sont restés l’affaire des communes concernées.',
      debut: isoDate('2000-01-01'),
      fin: isoDate('2007-01-01'),
      source: `${SOURCE} Son périmètre et ses signataires n’y figurent pas.`,
    },
    today,
  )
  const pucs = await takeOverPastDocument(
    tx,
    director,
    {
      ...blank,
      code: 'pucs-2007',
      nature: 'pucs',
      titre: 'Projet urbain de cohésion sociale 2007',
      resume:
        'Une ambition sociale pour tout le territoire, communes rurales comprises, après un diagnostic partagé : il contient les objectifs des quartiers les plus pauvres et va au-delà.',
      debut: isoDate('2007-01-01'),
      fin: isoDate('2011-06-06'),
      perimetreId,
      source: `${SOURCE} Le jour de début n’y figure pas : le 1er janvier est repris, à confirmer.`,
    },
    today,
  )
  const ptcs2011 = await takeOverPastDocument(
    tx,
    director,
    {
      ...blank,
      code: 'ptcs-2011',
      nature: 'ptcs',
      titre: 'Projet territorial de cohésion sociale 2011',
      resume: 'Le PUCS renouvelé, et rebaptisé. Validé le 6 juin 2011 ; l’Observatoire naît avec lui.',
      debut: isoDate('2011-06-06'),
      fin: isoDate('2015-01-01'),
      dateSignature: isoDate('2011-06-06'),
      perimetreId,
    },
    today,
  )
  await addRelation(tx, director, {
    deId: pucs,
    versId: contrat,
    nature: 'renouvelle',
    note: 'Une ambition élargie à tout le territoire.',
  })
  await addRelation(tx, director, {
    deId: ptcs2011,
    versId: pucs,
    nature: 'renouvelle',
    note: 'Renouvelé et renommé.',
  })
  return { contrat, pucs, ptcs2011 }
}

async function seedPerimetres(tx: Tx, director: Actor): Promise<{ tout: string; contrat: string }> {
  const communes = (await tx.selectFrom('commune').select('code').orderBy('code').execute()).map(
    (its) => its.code,
  )
  const tout = await seedPerimetre(tx, director, { nom: 'Les 35 communes', communes, debut: '2000-12-31' })
  const contrat = await seedPerimetre(tx, director, {
    nom: 'Les 18 communes du contrat de ville 2015-2020',
    communes: [...communesDuContrat, ...communesAConfirmer],
    debut: PERIODE.debut,
  })
  const qpv = await tx.selectFrom('qpv').select('code').where('generation', '=', 2015).execute()
  const its = { territoireId: director.territoireId, perimetreId: contrat, debut: PERIODE.debut }
  if (qpv.length > 0)
    await tx
      .insertInto('perimetreQpv')
      .values(qpv.map(({ code }) => ({ ...its, qpvCode: code })))
      .execute()
  return { tout, contrat }
}

async function seedPerimetre(
  tx: Tx,
  { territoireId }: Actor,
  given: { nom: string; communes: ReadonlyArray<string>; debut: string },
): Promise<string> {
  const named = await tx.selectFrom('perimetre').select('id').where('nom', '=', given.nom).executeTakeFirst()
  if (named) return named.id
  const id = newId()
  await tx.insertInto('perimetre').values({ territoireId, id, nom: given.nom, description: SOURCE }).execute()
  const rows = given.communes.map((communeCode) => ({
    territoireId,
    perimetreId: id,
    communeCode,
    debut: given.debut,
    aConfirmer: communesAConfirmer.includes(communeCode) && given.communes.length < 35,
  }))
  if (rows.length > 0) await tx.insertInto('perimetreCommune').values(rows).execute()
  return id
}

/** @returns the ids of all the nodes, first level first to last in order */
async function seedAxes(tx: Tx, director: Actor, arbreId: string): Promise<string[]> {
  const ids: string[] = []
  const add = async (
    parentId: string | null,
    numero: string,
    words: { titre: string; court: string; texte: string },
  ) => {
    const id = await createAxe(
      tx,
      director,
      { arbreId, parentId, numero, ...words, debut: PERIODE.debut },
      TELLING,
    )
    ids.push(id)
    return id
  }
  for (const [a, axe] of axesDemo.entries()) {
    const texte = `Un des six axes communs aux deux documents. ${SOURCE}`
    const axeId = await add(null, `${a + 1}`, { titre: axe.titre, court: axe.court, texte })
    for (const [o, orientation] of axe.orientations.entries()) {
      const words = { titre: `${orientation.titre} (exemple)`, court: '', texte: EXEMPLE }
      const orientationId = await add(axeId, `${a + 1}.${o + 1}`, words)
      for (const [p, titre] of orientation.objectifs.entries())
        await add(orientationId, `${a + 1}.${o + 1}.${p + 1}`, {
          titre: `${titre} (exemple)`,
          court: '',
          texte: EXEMPLE,
        })
    }
  }
  return ids
}

async function seedOrganisations(tx: Tx, { territoireId }: Actor): Promise<Map<string, string>> {
  const known = await tx.selectFrom('organisation').select(['id', 'nom']).execute()
  const ids = new Map(known.map((its) => [its.nom, its.id]))
  const found = (nom: string) => ids.get(nom) ?? known.find((its) => its.nom.includes(nom))?.id
  const wanted = [...signatairesDuPtcs, ...autresSignatairesDuContrat]
  const missing = wanted.filter((its) => !found(its.nom)).map((its) => ({ ...its, id: newId() }))
  if (missing.length > 0)
    await tx
      .insertInto('organisation')
      .values(
        missing.map(({ id, nom, nature, exemple }) => ({
          territoireId,
          id,
          nom,
          nature,
          exemple: exemple ?? false,
        })),
      )
      .execute()
  for (const its of missing) ids.set(its.nom, its.id)
  return new Map(wanted.map((its) => [its.nom, found(its.nom) ?? '']))
}

async function sign(
  tx: Tx,
  director: Actor,
  documentId: string,
  { signataire, organisations }: { signataire: SignataireDemo; organisations: Map<string, string> },
): Promise<void> {
  const { nom, fonction, aConfirmer = false, exemple = false } = signataire
  await addSignataire(
    tx,
    director,
    { documentId, exemple },
    {
      organisationId: organisations.get(nom) ?? '',
      fonction,
      dateDeliberation: null,
      numeroDeliberation: '',
      dateSignature: SIGNATURE,
      fin: null,
      aConfirmer,
    },
  )
}

async function seedAvenant(tx: Tx, director: Actor, documentId: string): Promise<void> {
  const objectif = await tx
    .selectFrom('axeVersion')
    .select(['axeId', 'numero', 'titre', 'court'])
    .where('numero', '=', '4.1.1')
    .executeTakeFirstOrThrow()
  const id = await createAvenant(tx, director, documentId, {
    objet: 'Précise l’objectif 4.1.1 après une première année de suivi (exemple)',
    decisionSource: '',
  })
  await proposeAxe(tx, director, id, {
    axeId: objectif.axeId,
    numero: objectif.numero,
    titre: 'Proposer un parcours à chaque jeune repéré, dans le mois qui suit (exemple)',
    court: objectif.court,
    texte: `${EXEMPLE} L’avenant fixe un délai d’un mois et confie le repérage aux établissements.`,
    retrait: false,
  })
  await adoptAvenant(tx, director, id, { day: isoDate('2018-01-01'), decisionSource: 'Décision d’exemple' })
}
