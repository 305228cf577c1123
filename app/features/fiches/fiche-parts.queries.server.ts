import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { FicheEtat } from './fiche.schema.ts'
import { visibleTo } from './fiches.queries.server.ts'

/** Everything that hangs on a fiche: a fixed number of statements, whatever it holds. */
export async function listParts(tx: Tx, actor: Actor, ficheId: string) {
  return {
    etapes: await listEtapes(tx, ficheId),
    resultats: await listResultats(tx, ficheId),
    suivi: await tx
      .selectFrom('ficheSuivi as s')
      .leftJoin('personne as p', (join) =>
        join.onRef('p.territoireId', '=', 's.territoireId').onRef('p.id', '=', 's.auteurId'),
      )
      .select(['s.id', 's.le', 's.texte', 'p.nom as auteur'])
      .where('s.ficheId', '=', ficheId)
      .orderBy('s.le', 'desc')
      .orderBy('s.id', 'desc')
      .execute(),
    citations: await tx
      .selectFrom('ficheCitation')
      .select(['id', 'texte', 'fonction', 'exemple'])
      .where('ficheId', '=', ficheId)
      .orderBy('id')
      .execute(),
    moyens: await tx
      .selectFrom('ficheMoyen')
      .select(['id', 'annee', 'nature', 'valeur', 'description'])
      .where('ficheId', '=', ficheId)
      .orderBy('annee')
      .orderBy('nature')
      .execute(),
    actions: await listActions(tx, actor, ficheId),
  }
}

function listEtapes(tx: Tx, ficheId: string) {
  return tx
    .selectFrom('ficheEtape as e')
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.territoireId', '=', 'e.territoireId').onRef('o.id', '=', 'e.operateurId'),
    )
    .select(['e.id', 'e.titre', 'e.operateurId', 'e.etat', 'e.echeance', 'o.nom as operateur'])
    .where('e.ficheId', '=', ficheId)
    .orderBy('e.rang')
    .orderBy('e.id')
    .execute()
}

export interface ResultYear {
  annee: number
  cible: number | null
  observe: number | null
  note: string
}

function listResultats(tx: Tx, ficheId: string) {
  return tx
    .selectFrom('ficheResultat as r')
    .select(['r.id', 'r.indicateur', 'r.unite', 'r.sens', 'r.valeurInitiale'])
    .select(
      sql<
        ResultYear[]
      >`coalesce((select json_agg(json_build_object('annee', a.annee, 'cible', a.cible, 'observe', a.observe, 'note', a.note) order by a.annee)
        from fiche_resultat_annee a where a.territoire_id = r.territoire_id and a.resultat_id = r.id), '[]')`.as(
        'annees',
      ),
    )
    .where('r.ficheId', '=', ficheId)
    .orderBy('r.id')
    .execute()
}

/** The actions of a programme this person may see. */
async function listActions(tx: Tx, actor: Actor, ficheId: string) {
  const { rows } = await sql<{
    code: string
    titre: string
    etat: FicheEtat
    porteur: string | null
    exemple: boolean
  }>`
    select e.code, e.titre, e.etat, e.exemple, o.nom as porteur from fiche e
    left join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    where e.territoire_id = territoire_courant() and e.parent_id = ${ficheId} and ${visibleTo(actor)} order by e.code`.execute(
    tx,
  )
  return rows
}
