import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { TO_COMPLETE } from '#app/features/conventions/acte.rules.ts'
import {
  editActe,
  notifyActe,
  prepareActes,
  signActe,
} from '#app/features/conventions/actes.commands.server.ts'
import { type Acte, getActe, listActes } from '#app/features/conventions/actes.queries.server.ts'
import {
  acceptRendu,
  beginRendu,
  decideReliquat,
  depositRendu,
  saveRendu,
} from '#app/features/conventions/comptes-rendus.commands.server.ts'
import { getCompteRendu, listComptesRendus } from '#app/features/conventions/comptes-rendus.queries.server.ts'
import { payVersement } from '#app/features/conventions/versements.commands.server.ts'
import { listLignesVersees } from '#app/features/conventions/versements.queries.server.ts'
import {
  adoptSimulation,
  createSimulation,
} from '#app/features/financements/programmation.commands.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

const ADOPTED = isoDate('2025-03-18')
const SIGNED = isoDate('2025-04-22')
const PAID = isoDate('2025-05-26')
const REPORTED = new Date('2026-05-18T09:30:00Z')

/**
 * A call of the year before, followed to its end: adopted, signed, notified, paid, accounted for. One carrier is late with
 * its report, one report waits to be controlled, the others are accepted; all of it is invented.
 */
export async function seedConventions(tx: Tx, director: Actor, appelId: string): Promise<void> {
  await sql`update ligne l set etat = 'avis_donne', avis = 'favorable', avis_le = '2025-02-20T09:00:00Z', avis_commentaire = 'Action attendue. (Exemple.)',
      propose_specifique_centimes = case when o.nature = 'etat' then floor(l.demande_centimes * 0.9 / 10000) * 10000 end,
      propose_droit_commun_centimes = case when o.nature <> 'etat' then floor(l.demande_centimes * 0.8 / 10000) * 10000 end
    from dossier d, organisation o where d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.appel_id = ${appelId}
      and o.territoire_id = l.territoire_id and o.id = l.financeur_id`.execute(tx)
  const simulation = await createSimulation(tx, director, appelId, {
    nom: 'Programmation 2025 (exemple)',
    note: '',
    depart: { de: 'propositions' },
  })
  await adoptSimulation(tx, director, simulation, {
    adopteeLe: ADOPTED,
    reference: 'Comité de pilotage du 18 mars 2025 (exemple)',
  })
  const { rows } = await sql<{
    id: string
  }>`select id from dossier where territoire_id = ${director.territoireId} and appel_id = ${appelId} order by numero`.execute(
    tx,
  )
  for (const [rank, { id }] of rows.entries()) await followDossier(tx, director, id, rank)
}

async function followDossier(tx: Tx, director: Actor, id: string, rank: number): Promise<void> {
  await prepareActes(tx, director, id, SIGNED)
  for (const acte of await listActes(tx, director, id)) await signAndNotify(tx, director, acte)
  for (const ligne of await listLignesVersees(tx, id)) {
    const [first] = ligne.versements
    if (!first) continue
    const input = { verseLe: PAID, reference: `MANDAT-2025-${String(100 + rank)} (exemple)` }
    await payVersement(tx, director, id, { id: first.id, version: first.version, input, today: PAID })
  }
  if (rank !== 1) await report(tx, director, id, rank)
}

async function signAndNotify(tx: Tx, director: Actor, written: Acte): Promise<void> {
  const texte = written.texte.replaceAll(/\[à compléter : ([^\]]+)\]/g, '$1 (exemple)')
  if (written.texte.includes(TO_COMPLETE))
    await editActe(tx, director, written.id, {
      version: written.version,
      input: { objet: written.objet, texte },
    })
  const signed = await getActe(tx, director, written.id)
  const input = { signeLe: SIGNED, deliberation: 'Délibération d’exemple 2025-041', engagement: '' }
  await signActe(tx, director, written.id, { version: signed.version, input, today: SIGNED })
  const { version } = await getActe(tx, director, written.id)
  await notifyActe(tx, director, written.id, { version, today: isoDate('2025-04-29') })
}

/** What was done: nearly all of the plan, with a little left in one case out of three. */
async function report(tx: Tx, director: Actor, dossierId: string, rank: number): Promise<void> {
  const [expected] = await listComptesRendus(tx, director, dossierId)
  if (!expected) return
  await beginRendu(tx, director, expected.id)
  const rendu = await getCompteRendu(tx, director, expected.id)
  const share = rank % 3 === 0 ? 0.93 : 1
  const income = rendu.lignes.filter((its) => its.sens === 'produit' && its.totalled)
  const received = income.reduce((sum, its) => sum + its.prevuCentimes, 0)
  const charges = rendu.lignes.filter((its) => its.sens === 'charge' && its.totalled)
  const planned = charges.reduce((sum, its) => sum + its.prevuCentimes, 0)
  const spentOf = (centimes: number) =>
    Math.floor((centimes * share * Math.min(1, received / planned)) / 100) * 100
  await saveRendu(tx, director, expected.id, {
    version: rendu.version,
    input: {
      miseEnOeuvre:
        'Les ateliers ont eu lieu comme prévu, avec un mois de retard au printemps. (Texte d’exemple.)',
      beneficiaires: 24 + rank * 5,
      beneficiairesDetail:
        'Un peu plus de femmes que d’hommes ; la moitié habite un quartier prioritaire. (Exemple.)',
      datesLieux: 'De février à décembre 2025, à la maison de quartier. (Exemple.)',
      objectifsAtteints: 'Assiduité meilleure que prévu ; suites moins nombreuses. (Exemple.)',
      reglesRepartition: 'Au prorata du temps des salariés.',
      ecarts:
        'Les aides obtenues sont inférieures aux demandes : l’action a été réduite d’autant. (Exemple.)',
      contributionsVolontaires: 'Bénévolat valorisé au SMIC horaire.',
      observations: '',
      signataireNom: 'Représentant légal (exemple)',
      signataireFonction: 'Présidence',
    },
    typed: {
      lignes: rendu.lignes.map((its) => ({
        id: its.id,
        realiseCentimes:
          its.sens === 'charge' && its.totalled ? spentOf(its.prevuCentimes) : its.prevuCentimes,
      })),
      nouvelles: [],
    },
  })
  await depositRendu(tx, director, expected.id, REPORTED)
  if (rank !== 0) await control(tx, director, expected.id)
}

async function control(tx: Tx, director: Actor, id: string): Promise<void> {
  const { reliquats } = await getCompteRendu(tx, director, id)
  for (const its of reliquats.filter(({ proposeCentimes }) => proposeCentimes > 0))
    await decideReliquat(tx, director, id, {
      ligneId: its.ligneId,
      input: { issue: 'report', montantCentimes: its.proposeCentimes, motif: 'Employé en 2026. (Exemple.)' },
      today: isoDate('2026-06-12'),
    })
  await acceptRendu(tx, director, id, new Date('2026-06-15T08:00:00Z'))
}
