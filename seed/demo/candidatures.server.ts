import type { Tx } from '#app/db/connection.server.ts'
import type { PartKind } from '#app/features/appels/candidature.spec.ts'
import { addPart } from '#app/features/appels/candidature-parts.commands.server.ts'
import {
  closeCandidature,
  createCandidature,
  decideCandidature,
  submitCandidature,
} from '#app/features/appels/candidatures.commands.server.ts'
import { getCandidature } from '#app/features/appels/candidatures.queries.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import { splitCentimes } from '#app/lib/money.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { accrocheFile, secondWave } from './candidatures.data.ts'
import { accrocheActions } from './fiches.data.ts'
import type { Seed } from './seed.ts'

const LEAD = 'Valenciennes Métropole'
const FUNDER = 'Opérateur national de l’appel (exemple)'
const PARTNERS = 30
const YEARS = [2017, 2018, 2019, 2020, 2021]
/** The programme starts and ends slowly. */
const WEIGHTS = [1, 2, 2, 2, 1]

/** The bid of 2016, won, with its thirteen actions; and one being put together. */
export const seedCandidatures: Seed = async (tx, director) => {
  const organisations = await organisationIds(tx, director)
  await seedAccrocheBid(tx, director, organisations)
  await seedSecondWave(tx, director, organisations)
}

type Ids = (name: string) => string

async function organisationIds(tx: Tx, director: Actor): Promise<Ids> {
  const funder = {
    territoireId: director.territoireId,
    id: newId(),
    nom: FUNDER,
    nature: 'etat',
    exemple: true,
  } as const
  await tx.insertInto('organisation').values(funder).execute()
  const known = await tx.selectFrom('organisation').select(['id', 'nom']).execute()
  return (name) => {
    const found = known.find(({ nom }) => nom === name) ?? known.find(({ nom }) => nom.includes(name))
    if (!found) throw new Error(`The demonstration has no organisation called ${name}.`)
    return found.id
  }
}

async function seedAccrocheBid(tx: Tx, director: Actor, idOf: Ids): Promise<void> {
  await createCandidature(
    tx,
    director,
    {
      code: 'PIA-2016',
      titre: 'Accroche active ! Pour une jeunesse mobilisée et actrice de son avenir',
      appel: 'Programme d’investissements d’avenir, PIA Jeunesse',
      financeurId: idOf(FUNDER),
      objet: accrocheFile.objet,
      publicVise: 'Jeunes de moins de 25 ans de toutes les communes',
      depotLe: null,
      debut: isoDate('2017-01-01'),
      fin: isoDate('2022-01-01'),
      places: 16,
    },
    { exemple: true },
  )
  const bid = await getCandidature(tx, director, 'PIA-2016')
  const add = (kind: PartKind, values: Record<string, unknown>, extra = {}) =>
    addPart(tx, director, bid, { kind, values, extra })
  await seedConsortium(tx, idOf, add)
  await seedActions(tx, idOf, add)
  await seedFile(add)
  const motif =
    'Le groupe jeunesse travaille déjà ensemble et toutes les communes sont d’accord ; l’appel permet d’aller plus vite. (Motif d’exemple.)'
  await decideCandidature(tx, director, await getCandidature(tx, director, 'PIA-2016'), {
    decision: 'go',
    decisionMotif: motif,
    decisionLe: isoDate('2016-01-15'),
  })
  await submitCandidature(tx, director, await getCandidature(tx, director, 'PIA-2016'))
  const won = await getCandidature(tx, director, 'PIA-2016')
  await closeCandidature(tx, director, won, {
    etat: 'gagnee',
    issueLe: isoDate('2016-08-01'),
    montantObtenuCentimes: askedTotal(),
    lecons:
      'Août 2016 (le jour n’est pas connu) : l’un des seize projets retenus, jusqu’à près de 2 M€ de plus entre 2017 et 2021. Écrire avec trois groupes de travail a fait du dossier celui de tout le territoire.',
  })
  await seedSpending(tx, director, idOf)
}

type Add = (
  kind: PartKind,
  values: Record<string, unknown>,
  extra?: Record<string, unknown>,
) => Promise<string>

async function seedConsortium(tx: Tx, idOf: Ids, add: Add): Promise<void> {
  const signed = { lettre: 'signee', conseilLe: null, note: '' }
  const taken = new Set([idOf(LEAD), idOf(FUNDER)])
  await add('partenaire', { organisationId: idOf(LEAD), role: 'chef_de_file', ...signed })
  for (const name of new Set(accrocheActions.map((its) => its.operateur))) {
    taken.add(idOf(name))
    await add('partenaire', { organisationId: idOf(name), role: 'operateur', ...signed })
  }
  for (const name of ['Région Hauts-de-France', 'Département du Nord', 'CAF du Nord']) {
    taken.add(idOf(name))
    await add('partenaire', { organisationId: idOf(name), role: 'cofinanceur', ...signed })
  }
  const others = await tx
    .selectFrom('organisation')
    .select('id')
    .where('nature', 'in', ['commune', 'education_nationale', 'universite', 'bailleur'])
    .orderBy('nom')
    .execute()
  for (const { id } of others.filter((its) => !taken.has(its.id)).slice(0, PARTNERS - taken.size + 1))
    await add('partenaire', { organisationId: id, role: 'partenaire', ...signed })
}

/** What the call is asked for an action: all together, a little less than two million euros. */
const askedFor = (action: (typeof accrocheActions)[number]): number => action.budget * 116_000
const askedTotal = (): number => accrocheActions.reduce((sum, action) => sum + askedFor(action), 0)

async function seedActions(tx: Tx, idOf: Ids, add: Add): Promise<void> {
  const fiches = await tx.selectFrom('fiche').select(['id', 'code']).where('code', 'like', 'AA-%').execute()
  const domaines = new Map<string, string>()
  for (const titre of new Set(accrocheActions.map((its) => its.domaine)))
    domaines.set(titre, await add('domaine', { titre, description: '' }))
  for (const [rank, action] of accrocheActions.entries()) {
    const code = `AA-${String(rank + 1).padStart(2, '0')}`
    const operateurId = idOf(action.operateur)
    const values = {
      code,
      titre: action.titre,
      domaineId: domaines.get(action.domaine) ?? null,
      operateurId,
      resume: '',
      communeCodes: [],
    }
    const actionId = await add('action', values, {
      ficheId: fiches.find((its) => its.code === code)?.id ?? null,
    })
    const cofunder = idOf(['Région Hauts-de-France', 'Département du Nord', 'CAF du Nord'][rank % 3] ?? LEAD)
    const plans = [
      { financeurId: idOf(FUNDER), amounts: splitCentimes(askedFor(action), WEIGHTS) },
      { financeurId: cofunder, amounts: splitCentimes(Math.ceil(askedFor(action) / 4), WEIGHTS) },
    ]
    for (const { financeurId, amounts } of plans)
      for (const [at, montantCentimes] of amounts.entries())
        await add('budget', { actionId, operateurId, financeurId, annee: YEARS[at], montantCentimes })
  }
  await add('regle', { genre: 'part_max', seuil: 80, source: 'Règle d’exemple' })
  await add('regle', { genre: 'part_max_action', seuil: 80, source: 'Règle d’exemple' })
  await add('regle', { genre: 'annees_max', seuil: 5, source: 'Règle d’exemple' })
}

async function seedFile(add: Add): Promise<void> {
  const pieces = new Map<string, string>()
  for (const titre of accrocheFile.pieces)
    pieces.set(
      titre,
      await add('piece', { titre, responsable: 'Équipe projet (exemple)', echeance: null, etat: 'prete' }),
    )
  for (const [titre, preuve, names] of accrocheFile.exigences) {
    const pieceIds = names.flatMap((name) => pieces.get(name) ?? [])
    await add('exigence', {
      titre,
      responsable: 'Équipe projet (exemple)',
      etat: 'satisfaite',
      preuve,
      pieceIds,
    })
  }
  for (const [titre, texte] of accrocheFile.sections) await add('section', { titre, texte, etat: 'arretee' })
}

async function seedSpending(tx: Tx, director: Actor, idOf: Ids): Promise<void> {
  const bid = await getCandidature(tx, director, 'PIA-2016')
  for (const operateur of new Set(accrocheActions.map((its) => its.operateur))) {
    const planned = accrocheActions
      .filter((its) => its.operateur === operateur)
      .reduce((sum, its) => sum + askedFor(its), 0)
    const values = {
      operateurId: idOf(operateur),
      annee: 2017,
      montantCentimes: Math.round(planned / 9),
      note: 'Dépense d’exemple',
    }
    await addPart(tx, director, bid, { kind: 'depense', values })
  }
}

async function seedSecondWave(tx: Tx, director: Actor, idOf: Ids): Promise<void> {
  const { code, titre, appel, objet } = secondWave
  const frame = {
    code,
    titre,
    appel,
    objet,
    financeurId: idOf(FUNDER),
    publicVise: 'Jeunes de 16 à 29 ans',
    places: null,
  }
  const dates = { depotLe: isoDate('2027-04-30'), debut: isoDate('2027-09-01'), fin: isoDate('2030-09-01') }
  await createCandidature(tx, director, { ...frame, ...dates }, { exemple: true })
  const bid = await getCandidature(tx, director, code)
  const add: Add = (kind, values) => addPart(tx, director, bid, { kind, values })
  await add('partenaire', {
    organisationId: idOf(LEAD),
    role: 'chef_de_file',
    lettre: 'sans_objet',
    conseilLe: null,
    note: '',
  })
  for (const [name, lettre, conseilLe] of secondWave.lettres)
    await add('partenaire', {
      organisationId: idOf(name),
      role: name.startsWith('Département') ? 'cofinanceur' : 'partenaire',
      lettre,
      conseilLe,
      note: '',
    })
  const domaineId = await add('domaine', { titre: 'Mobilité des jeunes (exemple)', description: '' })
  for (const [action, intitule, operateur, euros] of secondWave.actions) {
    const operateurId = operateur ? idOf(operateur) : null
    const actionId = await add('action', {
      code: action,
      titre: intitule,
      domaineId,
      operateurId,
      resume: '',
      communeCodes: action === 'B01' ? ['59559', '59515'] : [],
    })
    if (operateurId)
      await add('budget', {
        actionId,
        operateurId,
        financeurId: idOf(FUNDER),
        annee: 2027,
        montantCentimes: euros * 100,
      })
  }
  await add('budget', {
    actionId: (await getCandidature(tx, director, code)).actions[0]?.id,
    operateurId: idOf('Association (exemple)'),
    financeurId: idOf('Département du Nord'),
    annee: 2027,
    montantCentimes: 60_000_00,
  })
  await seedSecondFile(add)
}

async function seedSecondFile(add: Add): Promise<void> {
  await add('regle', { genre: 'part_max', seuil: 50, source: 'Règle d’exemple' })
  await add('regle', { genre: 'partenaires_min', seuil: 5, source: 'Règle d’exemple' })
  const piece = await add('piece', {
    titre: 'Plan de financement (exemple)',
    responsable: 'Administration et finances',
    echeance: isoDate('2027-04-10'),
    etat: 'en_cours',
  })
  await add('exigence', {
    titre: 'Deux cofinanceurs publics (exemple)',
    responsable: 'Direction',
    etat: 'en_cours',
    preuve: '',
    pieceIds: [piece],
  })
  await add('exigence', {
    titre: 'Participation des jeunes à l’écriture (exemple)',
    responsable: '',
    etat: 'a_traiter',
    preuve: '',
    pieceIds: [],
  })
  await add('section', { titre: 'Le besoin', texte: '', etat: 'a_ecrire' })
}
