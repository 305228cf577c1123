import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { createSimulation } from '#app/features/financements/programmation.commands.server.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** Last year's call under instruction: what funders said of each line, then two ways to share the envelopes out. */
export async function seedProgrammation(tx: Tx, director: Actor, appelId: string): Promise<void> {
  await sql`update ligne l set etat = 'avis_donne', avis = v.avis, avis_le = '2026-02-16T09:00:00Z', avis_commentaire = v.commentaire,
      propose_specifique_centimes = case when v.credit = 'specifique' then v.montant end,
      propose_droit_commun_centimes = case when v.credit = 'droit_commun' then v.montant end
    from (select k.territoire_id, k.id, v.credit, w.avis, w.commentaire,
        (case when w.avis in ('favorable', 'favorable_reserves') then floor(k.demande_centimes * w.part / 10000) * 10000 else 0 end)::bigint as montant
      from ligne k join dossier d on d.territoire_id = k.territoire_id and d.id = k.dossier_id and d.appel_id = ${appelId}
      join organisation o on o.territoire_id = k.territoire_id and o.id = k.financeur_id
      join lateral (select coalesce((select e.credit from enveloppe e where e.territoire_id = k.territoire_id and e.appel_id = d.appel_id
        and e.financeur_id = k.financeur_id order by e.credit limit 1), 'specifique') as credit) v on true
      join (values (0, 'favorable', 1.0, 'Action attendue. (Exemple.)'), (1, 'favorable', 0.9, 'Montant ramené aux dépenses éligibles. (Exemple.)'),
        (2, 'favorable_reserves', 0.7, 'Sous réserve d’un bilan de l’an passé. (Exemple.)'), (3, 'favorable', 0.8, 'Utile au quartier. (Exemple.)'),
        (4, 'ajourne', 0, 'À revoir avec le porteur. (Exemple.)'), (5, 'defavorable', 0, 'Hors des priorités de l’année. (Exemple.)'))
        as w (rang, avis, part, commentaire) on w.rang = (right(d.numero, 4)::int * 5 + length(o.nom)) % 6) v
    where l.territoire_id = v.territoire_id and l.id = v.id`.execute(tx)
  const first = await createSimulation(tx, director, appelId, {
    nom: 'Propositions des financeurs (exemple)',
    note: 'Ce que chaque financeur propose, mis bout à bout.',
    depart: { de: 'propositions' },
  })
  const second = await createSimulation(tx, director, appelId, {
    nom: 'Un quart de moins pour les reconductions (exemple)',
    note: 'Pour laisser de la place aux actions nouvelles.',
    depart: { de: 'simulation', id: first },
  })
  await sql`update simulation_ligne s set specifique_centimes = s.specifique_centimes * 3 / 4, droit_commun_centimes = s.droit_commun_centimes * 3 / 4
    from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.reconduction
    where s.territoire_id = ${director.territoireId} and s.simulation_id = ${second} and l.territoire_id = s.territoire_id and l.id = s.ligne_id`.execute(
    tx,
  )
}
