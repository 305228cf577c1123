import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { addToFiche, blankFiche, createFiche, type FicheInput } from '#app/features/fiches/index.server.ts'
import { isoDate, periodOfYear } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { accrocheActions, type ExampleFiche, exampleFiches, exampleOrganisations } from './fiches.data.ts'

const OFFRE =
  'Les opérateurs locaux restent maîtres d’œuvre : l’intercommunalité réunit, finance et anime, elle ne crée pas de service à leur place.'
const DOMAINS = ['Décrochage scolaire', 'Orientation et entreprises', 'Mobilité des jeunes'].join(', ')

/** What the fiches lean on, looked up once: what another part of the story has not told is simply left out. */
interface Known {
  axes: Map<string, string>
  themes: Array<{ id: string; nom: string }>
  documents: string[]
  organisations: Map<string, string>
  communes: Set<string>
  qpv: Set<string>
}

/** The DRE and « Accroche active ! » as the case tells them, then made-up fiches on the six axes. */
export async function seedFiches(tx: Tx, director: Actor): Promise<void> {
  const known = await lookUp(tx, director)
  await seedReussite(tx, director, known)
  await seedAccroche(tx, director, known)
  for (const [index, example] of exampleFiches.entries())
    await seedExample(tx, director, { known, example, index })
}

async function lookUp(tx: Tx, director: Actor): Promise<Known> {
  const axes = await sql<{ numero: string; id: string }>`
    select v.numero, v.axe_id as id from axe_version v join axe a on a.territoire_id = v.territoire_id and a.id = v.axe_id
    where v.territoire_id = ${director.territoireId} and a.parent_id is null order by v.debut`.execute(tx)
  const inTerritoire = { territoireId: director.territoireId }
  await tx
    .insertInto('organisation')
    .values(
      Object.entries(exampleOrganisations).map(([nom, nature]) => ({
        ...inTerritoire,
        id: newId(),
        nom,
        nature,
        exemple: true,
      })),
    )
    .execute()
  const organisations = await tx.selectFrom('organisation').select(['id', 'nom']).execute()
  const documents = await tx
    .selectFrom('documentCadre')
    .select('id')
    .where('debut', '<=', isoDate('2016-01-01'))
    .where((eb) => eb.or([eb('fin', 'is', null), eb('fin', '>', isoDate('2016-01-01'))]))
    .execute()
  return {
    axes: new Map(axes.rows.map(({ numero, id }) => [numero, id])),
    themes: await tx.selectFrom('themeTransversal').select(['id', 'nom']).execute(),
    documents: documents.map(({ id }) => id),
    organisations: new Map(organisations.map(({ id, nom }) => [nom, id])),
    communes: new Set((await tx.selectFrom('commune').select('code').execute()).map(({ code }) => code)),
    qpv: new Set((await tx.selectFrom('qpv').select('code').execute()).map(({ code }) => code)),
  }
}

function organisationIn(known: Known, name: string): string | null {
  const exact = known.organisations.get(name)
  if (exact) return exact
  const found = [...known.organisations].find(([nom]) => nom.includes(name))
  return found?.[1] ?? null
}

async function seedReussite(tx: Tx, director: Actor, known: Known): Promise<void> {
  const nom = 'Groupement d’intérêt public de la réussite éducative'
  const gip = organisationIn(known, 'réussite éducative') ?? newId()
  if (!known.organisations.has(nom) && !organisationIn(known, 'réussite éducative'))
    await tx
      .insertInto('organisation')
      .values({ territoireId: director.territoireId, id: gip, nom, nature: 'gip', sigle: 'GIP' })
      .execute()
  const fiche = await createFiche(
    tx,
    director,
    {
      ...blankFiche,
      code: 'DRE-01',
      nature: 'programme',
      titre: 'Dispositif de Réussite Éducative',
      resume: 'Des parcours individuels pour des enfants et des adolescents fragiles, avec leurs familles.',
      contexte:
        'L’ancien Programme de réussite éducative, renommé. Il est porté par un groupement d’intérêt public qui a ses propres moyens. Aucune donnée nominative sur les enfants n’est tenue ici.',
      objectifs: 'Lever, enfant par enfant, ce qui empêche de réussir à l’école et hors de l’école.',
      publicVise: 'Enfants et adolescents, avec leurs parents',
      axeId: known.axes.get('4') ?? null,
      documentIds: known.documents,
      porteurId: gip,
    },
    { etat: 'en_cours' },
  )
  await addToFiche(tx, director, fiche.id, {
    kind: 'moyen',
    values: { annee: 2017, nature: 'etp', valeur: 9, description: 'Neuf équivalents temps plein au GIP' },
  })
}

async function seedAccroche(tx: Tx, director: Actor, known: Known): Promise<void> {
  const operateurIds = [
    ...new Set(accrocheActions.map((action) => organisationIn(known, action.operateur))),
  ].filter((id) => id !== null)
  const programme = await createFiche(
    tx,
    director,
    {
      ...blankFiche,
      code: 'AA-00',
      nature: 'programme',
      titre: 'Accroche active ! Pour une jeunesse mobilisée et actrice de son avenir',
      resume: `Programme d’investissements d’avenir pour la jeunesse : treize actions, huit opérateurs, trois domaines (${DOMAINS.toLocaleLowerCase('fr')}).`,
      contexte:
        'Réponse à un appel national, écrite en 2016 avec une trentaine de partenaires et trois groupes de travail. En août 2016, l’un des seize projets retenus. Jusqu’à près de 2 M€ de plus entre 2017 et 2021. Les moins de 25 ans sont 35 % de la population.',
      objectifs: 'Durer et généraliser ; mobiliser le droit commun pour les jeunes les plus fragiles.',
      publicVise: 'Jeunes de moins de 25 ans de toutes les communes',
      axeId: known.axes.get('4') ?? null,
      themeIds: themesIn(known, 'jeunesse'),
      documentIds: known.documents,
      porteurId: organisationIn(known, 'Valenciennes Métropole'),
      operateurIds,
      verificationOffre: OFFRE,
      debut: isoDate('2017-01-01'),
      fin: isoDate('2022-01-01'),
      budgetCentimes: 2_000_000_00,
    },
    { etat: 'en_cours' },
  )
  for (const [index, action] of accrocheActions.entries()) {
    const operateur = organisationIn(known, action.operateur)
    await createFiche(
      tx,
      director,
      {
        ...blankFiche,
        code: `AA-${String(index + 1).padStart(2, '0')}`,
        titre: action.titre,
        resume: `Action du programme « Accroche active ! », domaine « ${action.domaine} ».`,
        objectifs: 'Que chaque jeune repéré soit rappelé, reçu, puis suivi jusqu’à une solution.',
        publicVise: 'Jeunes de 16 à 25 ans',
        axeId: known.axes.get('4') ?? null,
        themeIds: themesIn(known, 'jeunesse'),
        parentId: programme.id,
        porteurId: operateur,
        operateurIds: operateur ? [operateur] : [],
        debut: isoDate('2017-01-01'),
        fin: isoDate('2022-01-01'),
        budgetCentimes: action.budget * 100_000,
        beneficiairesPrevus: 40 + index * 15,
      },
      { etat: 'en_cours', exemple: true },
    )
  }
}

function themesIn(known: Known, word: string | undefined): string[] {
  return word
    ? known.themes.filter(({ nom }) => nom.toLocaleLowerCase('fr').includes(word)).map(({ id }) => id)
    : []
}

async function seedExample(
  tx: Tx,
  director: Actor,
  given: { known: Known; example: ExampleFiche; index: number },
): Promise<void> {
  const { known, example, index } = given
  const { id } = await createFiche(tx, director, inputOf(known, example, index), {
    etat: example.etat,
    motifEtat:
      example.etat === 'abandonnee' ? 'Le local prévu a été vendu ; aucun autre n’a été trouvé.' : '',
    exemple: true,
  })
  if (example.etat === 'en_cours' || example.etat === 'terminee')
    await seedLife(tx, director, { id, example, index })
}

function inputOf(known: Known, example: ExampleFiche, index: number): FicheInput {
  const communeCodes = (example.communes ?? []).filter((code) => known.communes.has(code))
  const qpvCodes = (example.qpv ?? []).filter((code) => known.qpv.has(code))
  const ids = (names: string[] | undefined) =>
    (names ?? []).map((name) => organisationIn(known, name)).filter((id) => id !== null)
  return {
    ...blankFiche,
    titre: example.titre,
    resume: `${example.titre} : une action menée avec ceux qui sont déjà sur place.`,
    contexte: 'Besoin dit par les acteurs de terrain lors des groupes de travail.',
    objectifs: `Toucher ce public là où il vit : ${example.public.toLocaleLowerCase('fr')}.`,
    publicVise: example.public,
    axeId: known.axes.get(example.axe) ?? null,
    themeIds: themesIn(known, example.theme),
    documentIds: known.documents,
    portee: communeCodes.length > 0 ? 'communes' : qpvCodes.length > 0 ? 'qpv' : 'territoire',
    communeCodes,
    qpvCodes,
    porteurId: organisationIn(known, example.porteur),
    operateurIds: ids(example.operateurs),
    financeurIds: ids(example.financeurs),
    debut: periodOfYear(example.annees[0]).debut,
    fin: periodOfYear(example.annees[1]).fin,
    budgetCentimes: example.budget * 100_000,
    beneficiairesPrevus: 30 + (index % 9) * 25,
    lecons:
      example.etat === 'terminee'
        ? 'Partir d’un lieu que le public fréquente déjà ; prévoir le relais dès le début.'
        : '',
  }
}

/** A little of what happens to an action: a step, a result by year, a word heard. */
async function seedLife(
  tx: Tx,
  director: Actor,
  given: { id: string; example: ExampleFiche; index: number },
): Promise<void> {
  const { id, example, index } = given
  const first = example.annees[0]
  const done = example.etat === 'terminee' ? 'faite' : 'en_cours'
  const step = (titre: string, etat: string, echeance: string | null) =>
    addToFiche(tx, director, id, {
      kind: 'etape',
      values: { titre, etat, echeance: echeance && isoDate(echeance), operateurId: null },
    })
  await step('Réunir les partenaires et fixer le calendrier', 'faite', `${first}-03-31`)
  await step('Conduire l’action et la suivre chaque trimestre', done, null)
  const resultat = await addToFiche(tx, director, id, {
    kind: 'resultat',
    values: { indicateur: 'Personnes accompagnées', unite: 'personnes', sens: 'hausse', valeurInitiale: 0 },
  })
  const years = [first, first + 1, first + 2].filter((annee) => annee <= Math.min(2018, example.annees[1]))
  await tx
    .insertInto('ficheResultatAnnee')
    .values(
      years.map((annee, rank) => ({
        territoireId: director.territoireId,
        resultatId: resultat,
        annee,
        cible: 40 + rank * 10,
        observe: annee === 2018 ? null : 31 + ((index * 7 + rank * 13) % 29),
        note: 'exemple',
      })),
    )
    .execute()
  if (index % 4 === 0)
    await addToFiche(tx, director, id, {
      kind: 'citation',
      values: {
        texte: 'On ne vient pas nous chercher pour remplir une salle : on prépare ensemble.',
        fonction: 'une habitante',
      },
      extra: { exemple: true },
    })
}
