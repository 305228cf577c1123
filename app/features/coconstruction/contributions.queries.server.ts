import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { traitementOf } from './demarche.rules.ts'
import type { ContributionNature } from './demarche.words.ts'
import { visibleDemarches } from './demarches.queries.server.ts'

/** Who gives dots: a person of the platform, or who came by a link. */
export type Voice = { personneId: string } | { lienId: string }

export const voiceColumn = (voice: Voice): string => ('personneId' in voice ? 'personne_id' : 'lien_id')
export const voiceId = (voice: Voice): string => ('personneId' in voice ? voice.personneId : voice.lienId)

interface Row {
  id: string
  axeId: string | null
  nature: ContributionNature
  texte: string
  instanceId: string | null
  groupe: string | null
  organisationId: string | null
  organisation: string | null
  auteur: string
  auteurId: string | null
  parLien: boolean
  deposeeLe: Date
  motifEcart: string
  exemple: boolean
  version: number
  points: number
  voix: number
  /** Dots this voice gave. */
  miens: number
  citations: Array<{ passageId: string; axeId: string; rang: number }>
}

/** The contributions of a démarche, those with the most dots first; of one axis, of the whole (`null`), or all. */
export async function listContributions(
  tx: Tx,
  demarcheId: string,
  { axeId, id, voice }: { axeId?: string | null; id?: string; voice: Voice },
) {
  const onAxe =
    axeId === undefined ? sql`` : axeId === null ? sql`and c.axe_id is null` : sql`and c.axe_id = ${axeId}`
  const { rows } = await sql<Row>`
    select c.id, c.axe_id, c.nature, c.texte, c.instance_id, i.nom as groupe, c.organisation_id, o.nom as organisation, c.auteur, c.auteur_id, c.lien_id is not null as par_lien,
      c.deposee_le, c.motif_ecart, c.exemple, c.version, coalesce(v.points, 0)::int as points, coalesce(v.voix, 0)::int as voix, coalesce(v.miens, 0)::int as miens,
      coalesce((select json_agg(json_build_object('passageId', p.id, 'axeId', p.axe_id, 'rang', p.rang) order by p.rang) from demarche_citation k
        join demarche_passage p on p.territoire_id = k.territoire_id and p.id = k.passage_id where k.territoire_id = c.territoire_id and k.contribution_id = c.id), '[]') as citations
    from demarche_contribution c
    left join instance i on i.territoire_id = c.territoire_id and i.id = c.instance_id
    left join organisation o on o.territoire_id = c.territoire_id and o.id = c.organisation_id
    left join lateral (select sum(x.points) as points, count(*) as voix, sum(x.points) filter (where ${sql.ref(voiceColumn(voice))} = ${voiceId(voice)}) as miens
      from demarche_voix x where x.territoire_id = c.territoire_id and x.contribution_id = c.id) v on true
    where c.territoire_id = territoire_courant() and c.demarche_id = ${demarcheId} ${onAxe} ${id ? sql`and c.id = ${id}` : sql``}
    order by coalesce(v.points, 0) desc, c.deposee_le, c.id limit 2000`.execute(tx)
  return rows.map((row) => ({
    ...row,
    traitement: traitementOf({ citee: row.citations.length > 0, motifEcart: row.motifEcart }),
  }))
}

export type Contribution = Awaited<ReturnType<typeof listContributions>>[number]

/** One contribution of a démarche, or NotFound. */
export async function mustHaveContribution(tx: Tx, demarcheId: string, id: string): Promise<Contribution> {
  if (!isId(id)) throw new NotFound()
  const [found] = await listContributions(tx, demarcheId, { id, voice: { lienId: id } })
  if (!found) throw new NotFound()
  return found
}

export interface Passage {
  id: string
  axeId: string
  rang: number
  texte: string
  origine: 'nouveau' | 'actuel'
  exemple: boolean
  version: number
  citations: string[]
}

/** The draft, passage by passage, of one axis or of all. */
export async function listPassages(tx: Tx, demarcheId: string, axeId?: string): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    select p.id, p.axe_id, p.rang, p.texte, p.origine, p.exemple, p.version,
      coalesce((select json_agg(k.contribution_id order by k.contribution_id) from demarche_citation k where k.territoire_id = p.territoire_id and k.passage_id = p.id), '[]') as citations
    from demarche_passage p where p.territoire_id = territoire_courant() and p.demarche_id = ${demarcheId} ${axeId ? sql`and p.axe_id = ${axeId}` : sql``}
    order by p.rang, p.id`.execute(tx)
  return rows
}

export interface Tally {
  axeId: string | null
  instanceId: string | null
  contributions: number
}

/** How many contributions each group gave on each axis; no group: by link or in the name of a structure alone. */
export async function tallyContributions(tx: Tx, demarcheId: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select axe_id, instance_id, count(*)::int as contributions
    from demarche_contribution where territoire_id = territoire_courant() and demarche_id = ${demarcheId} group by axe_id, instance_id`.execute(
    tx,
  )
  return rows
}

export interface Origin {
  demarcheId: string
  demarche: string
  porteeLe: string
  exemple: boolean
  passages: number
  cites: number
  contributions: number
  groupes: string[]
}

/** Where the words of an axis come from: the démarches that were carried to it, and the groups they cite. */
export async function listOrigins(tx: Tx, actor: Actor, axeId: string): Promise<Origin[]> {
  const { rows } = await sql<Origin>`
    select e.id as demarche_id, e.titre as demarche, e.portee_le, e.exemple, count(distinct p.id)::int as passages,
      count(distinct p.id) filter (where k.contribution_id is not null)::int as cites, count(distinct k.contribution_id)::int as contributions,
      coalesce(json_agg(distinct i.nom) filter (where i.nom is not null), '[]') as groupes
    from demarche e join demarche_passage p on p.territoire_id = e.territoire_id and p.demarche_id = e.id and p.axe_id = ${axeId}
    left join demarche_citation k on k.territoire_id = p.territoire_id and k.passage_id = p.id
    left join demarche_contribution c on c.territoire_id = k.territoire_id and c.id = k.contribution_id
    left join instance i on i.territoire_id = c.territoire_id and i.id = c.instance_id
    left join avenant a on a.territoire_id = e.territoire_id and a.id = e.avenant_id
    where ${visibleDemarches(actor)} and e.etat = 'portee' and (a.id is null or a.etat = 'adopte')
    group by e.id, e.titre, e.portee_le, e.exemple order by e.portee_le desc`.execute(tx)
  return rows
}
