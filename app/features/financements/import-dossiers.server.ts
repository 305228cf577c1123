import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { plainName } from '#app/lib/tables/index.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { fingerprint } from './dossier.copie.server.ts'
import { formatNumero } from './dossier.rules.ts'
import type { ActionPrete, LignePrete } from './import-repetition.server.ts'

interface Writing {
  actions: ReadonlyArray<ActionPrete>
  organisations: ReadonlyMap<string, string>
  lotId: string
  appelId: string
  file: { name: string }
  now: Date
}

/** The dossiers and the lines of an import, in a few statements. */
export async function writeDossiers(tx: Tx, actor: Actor, writing: Writing): Promise<void> {
  const numero = await numbering(tx, writing)
  const made = writing.actions.map((its) => ({ its, id: newId(), numero: numero(its.numero) }))
  const { territoireId } = actor
  await insertAll(
    tx,
    made.map(({ its, ...keys }) => dossierOf(actor, writing, { its, ...keys })),
    'dossier',
  )
  const communes = made.flatMap(({ its, id }) =>
    its.communeCodes.map((communeCode) => ({ territoireId, dossierId: id, communeCode })),
  )
  await insertAll(tx, communes, 'dossierCommune')
  const qpvs = made.flatMap(({ its, id }) =>
    its.qpvCodes.map((qpvCode) => ({ territoireId, dossierId: id, qpvCode })),
  )
  await insertAll(tx, qpvs, 'dossierQpv')
  const costs = made.flatMap(({ its, id }) =>
    its.lue.coutCentimes === null
      ? []
      : [
          {
            territoireId,
            id: newId(),
            dossierId: id,
            compte: '65',
            libelle: 'Coût total, repris du tableau importé',
            montantCentimes: its.lue.coutCentimes,
            rang: 0,
          },
        ],
  )
  await insertAll(tx, costs, 'dossierBudget')
  const lines = made.flatMap(({ its, id }) =>
    linesOf(its, writing).map((line) => ({ territoireId, dossierId: id, ...line })),
  )
  await insertAll(tx, lines, 'ligne')
}

const CHUNK = 500

async function insertAll(
  tx: Tx,
  rows: ReadonlyArray<object>,
  table: 'dossier' | 'dossierCommune' | 'dossierQpv' | 'dossierBudget' | 'ligne',
): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK)
    // the rows of each table are built just above with its own columns
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + CHUNK) as never)
      .execute()
}

/** Keeps the number of the file when it is free, gives the next one otherwise. */
async function numbering(tx: Tx, { appelId, actions }: Writing): Promise<(asked: string) => string> {
  const { rows: appels } = await sql<{
    code: string
    exercice: number
  }>`select code, exercice from appel_a_projets
    where territoire_id = territoire_courant() and id = ${appelId}`.execute(tx)
  const appel = appels[0] ?? { code: '', exercice: 0 }
  const { rows } = await sql<{
    numero: string
  }>`select numero from dossier where territoire_id = territoire_courant() and numero is not null`.execute(tx)
  const taken = new Set(rows.map((its) => its.numero))
  const wanted = new Set(actions.map((its) => its.numero))
  let rank = 1
  return (asked) => {
    let numero = asked
    while (numero === '' || taken.has(numero)) {
      numero = formatNumero(appel, rank++)
      if (wanted.has(numero)) numero = ''
    }
    taken.add(numero)
    return numero
  }
}

function idOf(writing: Writing, nom: string, known: string | null): string {
  const id = known ?? writing.organisations.get(plainName(nom))
  if (!id) throw new Error('Every organisation of an import is known or created before its dossiers.')
  return id
}

function dossierOf(
  actor: Actor,
  writing: Writing,
  { its, id, numero }: { its: ActionPrete; id: string; numero: string },
) {
  const copie = JSON.stringify({
    import: { fichier: writing.file.name, ligne: its.line },
    cellules: its.lue.cellules,
  })
  const { deposeLe } = its.lue
  return {
    territoireId: actor.territoireId,
    id,
    appelId: writing.appelId,
    numero,
    porteurId: idOf(writing, its.porteur, its.porteurId),
    ficheId: its.ficheId,
    etat: its.isRefused ? 'irrecevable' : 'recevable',
    titre: its.titre,
    axeId: its.axeId,
    objectifs: its.objectifs,
    portee: its.qpvCodes.length > 0 ? 'qpv' : its.communeCodes.length > 0 ? 'communes' : 'territoire',
    // The day of deposit is asked by the table; when the file does not say it, the flag does.
    deposeLe: deposeLe ? new Date(`${deposeLe}T12:00:00Z`) : writing.now,
    depotConnu: deposeLe !== null,
    copie,
    copieSha256: fingerprint(copie),
    importLotId: writing.lotId,
    creePar: actor.personneId,
  }
}

function linesOf(its: ActionPrete, writing: Writing) {
  const byFunder = Map.groupBy(its.lignes, (line) => idOf(writing, line.financeur, line.financeurId))
  return [...byFunder].map(([financeurId, lines]) => {
    const [line] = lines
    if (!line) throw new Error('A group of lines is never empty.')
    return lineOf(its, financeurId, lines.slice(1).reduce(merged, line))
  })
}

/** Two headers that are the same organisation once matched. */
function merged(one: LignePrete, other: LignePrete): LignePrete {
  const sum = (a: LignePrete['decide'], b: LignePrete['decide']) =>
    a && b
      ? { droitCommun: a.droitCommun + b.droitCommun, specifique: a.specifique + b.specifique }
      : (a ?? b)
  return {
    ...one,
    demande:
      one.demande === null && other.demande === null ? null : (one.demande ?? 0) + (other.demande ?? 0),
    propose: sum(one.propose, other.propose),
    decide: sum(one.decide, other.decide),
    mot: one.mot === other.mot ? one.mot : null,
    commentaire: [one.commentaire, other.commentaire].filter(Boolean).join(' ; '),
  }
}

function lineOf(its: ActionPrete, financeurId: string, line: LignePrete) {
  const decided = line.decide ? line.decide.droitCommun + line.decide.specifique : null
  const proposed = line.propose ? line.propose.droitCommun + line.propose.specifique : null
  const isRefused = line.mot === 'refus' || (decided === 0 && line.demande !== null)
  const isDecided = decided !== null || isRefused
  return {
    id: newId(),
    financeurId,
    // Unknown when the sheet only says what was given: the flag keeps it out of the figures.
    demandeCentimes: line.demande ?? decided ?? proposed ?? 0,
    demandeConnue: line.demande !== null,
    etat: isRefused
      ? 'refusee'
      : decided !== null
        ? 'accordee'
        : proposed !== null
          ? 'proposee'
          : line.mot
            ? 'en_instruction'
            : 'demandee',
    avis: line.mot === 'attente' ? 'ajourne' : null,
    avisCommentaire: line.commentaire,
    proposeDroitCommunCentimes: line.propose?.droitCommun ?? null,
    proposeSpecifiqueCentimes: line.propose?.specifique ?? null,
    decideDroitCommunCentimes: isRefused ? 0 : (line.decide?.droitCommun ?? null),
    decideSpecifiqueCentimes: isRefused ? 0 : (line.decide?.specifique ?? null),
    decideLe: isDecided ? its.lue.decideLe : null,
    decisionReference: isDecided ? its.reference : '',
    motifRefus: isRefused ? line.commentaire : '',
  }
}
