import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type FicheEtat, ficheEtats, publishedEtats } from '#app/features/fiches/index.words.ts'
import type { Portee } from './jeton.schema.ts'

/*
 * What a key reads, all of the territory at once and in a fixed order. A page is cut out of it: a territory holds some
 * hundreds of each.
 */

export interface PartnerAsked {
  etat?: string | undefined
  nature?: string | undefined
  annee?: number | undefined
  modifieDepuis?: string | undefined
}

export const partnerReads: Record<Portee, (tx: Tx, asked: PartnerAsked) => Promise<object[]>> = {
  fiches: listFiches,
  decisions: listDecided,
  organisations: listOrganisations,
}

const organisationsWith = (
  role: string,
) => sql`coalesce((select jsonb_agg(o.nom order by o.nom) from fiche_organisation l
  join organisation o on o.territoire_id = l.territoire_id and o.id = l.organisation_id
  where l.territoire_id = e.territoire_id and l.fiche_id = e.id and l.role = ${role}), '[]')`

async function listFiches(tx: Tx, { etat, modifieDepuis }: PartnerAsked): Promise<object[]> {
  const { rows } = await sql<{ etat: FicheEtat; modifieLe: Date }>`
    select e.id, e.code, e.titre, e.resume, e.etat, e.public_vise, e.debut, e.fin, e.exemple, e.modifie_le,
      (e.budget_centimes / 100.0)::float8 as budget_euros, coalesce(p.nom, '') as porteur,
      coalesce((select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = e.territoire_id and v.axe_id = e.axe_id
        order by v.debut desc limit 1), '') as axe,
      ${organisationsWith('operateur')} as operateurs, ${organisationsWith('partenaire')} as partenaires,
      ${organisationsWith('financeur')} as financeurs,
      coalesce((select jsonb_agg(jsonb_build_object('code', c.code, 'nom', c.nom) order by c.nom) from fiche_commune l
        join commune c on c.territoire_id = l.territoire_id and c.code = l.commune_code
        where l.territoire_id = e.territoire_id and l.fiche_id = e.id), '[]') as communes,
      coalesce((select jsonb_agg(jsonb_build_object('code', q.code, 'nom', q.nom) order by q.nom) from fiche_qpv l
        join qpv q on q.territoire_id = l.territoire_id and q.code = l.qpv_code
        where l.territoire_id = e.territoire_id and l.fiche_id = e.id), '[]') as quartiers,
      exists (select from publication x where x.territoire_id = e.territoire_id and x.nature = 'fiche' and x.objet_id = e.id
        and x.retire_le is null) as publiee
    from fiche e left join organisation p on p.territoire_id = e.territoire_id and p.id = e.porteur_id
    where e.territoire_id = territoire_courant() and e.archive_le is null and e.etat = any(${publishedEtats}::text[])
      and (${modifieDepuis ?? null}::date is null or e.modifie_le >= ${modifieDepuis ?? null}::date)
    order by e.code, e.id`.execute(tx)
  return rows
    .map((row) => ({ ...row, etat: ficheEtats[row.etat], modifieLe: row.modifieLe.toISOString() }))
    .filter((row) => etat === undefined || row.etat === etat)
}

// Below the threshold of publication (décret 2017-779), a carrier without any number may be a natural person.
const THRESHOLD_CENTIMES = 2_300_000

async function listDecided(tx: Tx, { annee }: PartnerAsked): Promise<object[]> {
  const { rows } = await sql<object>`
    with lignes as (select l.*, coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) as accorde,
        sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0)) over (partition by l.dossier_id) as total
      from ligne l where l.territoire_id = territoire_courant())
    select l.id, coalesce(extract(year from l.decide_le)::int, a.exercice) as annee, d.numero as dossier, d.titre as objet, a.titre as appel,
      case when o.siret is null and o.siren is null and o.rna is null and o.nature in ('autre', 'entreprise') and l.total < ${THRESHOLD_CENTIMES}
        then 'Porteur sans numéro, non nommé' else o.nom end as beneficiaire,
      o.siret, o.rna, f.nom as financeur, case when l.demande_connue then (l.demande_centimes / 100.0)::float8 end as demande_euros,
      (l.accorde / 100.0)::float8 as accorde_euros, l.decide_le, d.exemple
    from lignes l
    join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.archive_le is null and d.etat <> 'retire'
    join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id and a.etat in ('programme', 'archive')
    join organisation o on o.territoire_id = d.territoire_id and o.id = d.porteur_id
    join organisation f on f.territoire_id = l.territoire_id and f.id = l.financeur_id
    where l.accorde > 0 and (${annee ?? null}::int is null or coalesce(extract(year from l.decide_le)::int, a.exercice) = ${annee ?? null}::int)
    order by 2 desc, d.numero, l.id`.execute(tx)
  return rows
}

async function listOrganisations(tx: Tx, { nature, modifieDepuis }: PartnerAsked): Promise<object[]> {
  const { rows } = await sql<{ modifieLe: Date }>`
    select id, nom, sigle, nature, siret, siren, rna, commune_code as commune, site_web, exemple, modifie_le from organisation
    where territoire_id = territoire_courant() and archive_le is null and fusionnee_dans is null
      and (${nature ?? null}::text is null or nature = ${nature ?? null}::text)
      and (${modifieDepuis ?? null}::date is null or modifie_le >= ${modifieDepuis ?? null}::date)
    order by nom, id`.execute(tx)
  return rows.map((row) => ({ ...row, modifieLe: row.modifieLe.toISOString() }))
}
