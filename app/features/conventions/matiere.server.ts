import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { reportDueDate } from '#app/features/financements/index.words.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatList } from '#app/lib/text.ts'
import { type DecidedLine, isPublicBody, type NeededAct, neededActs } from './acte.rules.ts'
import type { Annexes } from './acte.schema.ts'
import { type ActeNature, isLetter } from './acte.words.ts'
import type { ActeVariable } from './modeles.ts'
import { versementNatures } from './versement.words.ts'

export interface MatiereLigne {
  id: string
  financeurId: string
  financeur: string
  demandeCentimes: number
  /** Null while nothing is decided. */
  specifique: number | null
  droitCommun: number | null
  decideLe: IsoDate | null
  reference: string
  motif: string
  /** What the same funder grants this carrier for its other actions of the year. */
  autresCentimes: number
  versements: Annexes['versements']
}

/** Everything acts are written from: the dossier, its carrier, what each funder decided. */
export interface Matiere {
  dossierId: string
  numero: string
  action: string
  appel: string
  exercice: number
  debut: IsoDate | null
  fin: IsoDate | null
  pluriannuel: boolean
  coutCentimes: number
  signataire: string
  signataireFonction: string
  porteurId: string
  porteur: string
  porteurNature: string
  siege: string
  siret: string | null
  rna: string | null
  territoire: string
  emetteurId: string
  emetteur: string
  lignes: MatiereLigne[]
  actes: Array<{ id: string; nature: ActeNature; financeurId: string; etat: string }>
}

/** What the acts of a dossier are written from. The caller has checked the right to read it. */
export async function loadMatiere(tx: Tx, dossierId: string): Promise<Matiere> {
  const { rows } = await sql<Omit<Matiere, 'lignes'>>`
    select d.id as dossier_id, coalesce(d.numero, '') as numero, d.titre as action, a.titre as appel, a.exercice, d.debut, d.fin, d.pluriannuel,
      coalesce((select sum(b.montant_centimes) from dossier_budget b where b.territoire_id = d.territoire_id and b.dossier_id = d.id
        and left(b.compte, 2) between '60' and '69'), 0)::float8 as cout_centimes,
      d.signataire_nom as signataire, d.signataire_fonction, o.id as porteur_id, o.nom as porteur, o.nature as porteur_nature,
      concat_ws(', ', nullif(o.adresse, ''), c.nom) as siege, o.siret, o.rna, t.nom as territoire, m.id as emetteur_id, m.nom as emetteur,
      coalesce((select json_agg(json_build_object('id', k.id, 'nature', k.nature, 'financeurId', k.financeur_id, 'etat', k.etat)) from acte k
        where k.territoire_id = d.territoire_id and k.dossier_id = d.id and k.etat <> 'annule'), '[]') as actes
    from dossier d
    join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
    join organisation o on o.territoire_id = d.territoire_id and o.id = d.porteur_id
    join territoire t on t.id = d.territoire_id
    join lateral (select x.id, x.nom from organisation x where x.territoire_id = d.territoire_id and x.archive_le is null and x.fusionnee_dans is null
      order by (x.nature = 'epci' and coalesce(x.siren, left(x.siret, 9)) = t.siren) desc nulls last, (x.nature = 'epci') desc, x.nom limit 1) m on true
    left join commune c on c.territoire_id = o.territoire_id and c.code = o.commune_code
    where d.territoire_id = territoire_courant() and d.id = ${dossierId}`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return { ...rows[0], lignes: await loadLignes(tx, dossierId) }
}

async function loadLignes(tx: Tx, dossierId: string): Promise<MatiereLigne[]> {
  const { rows } = await sql<MatiereLigne>`
    select l.id, l.financeur_id, o.nom as financeur, l.demande_centimes::float8 as demande_centimes,
      case when l.decide_le is not null then coalesce(l.decide_specifique_centimes, 0)::float8 end as specifique,
      case when l.decide_le is not null then coalesce(l.decide_droit_commun_centimes, 0)::float8 end as droit_commun,
      l.decide_le, l.decision_reference as reference, l.motif_refus as motif,
      coalesce((select sum(coalesce(k.decide_droit_commun_centimes, 0) + coalesce(k.decide_specifique_centimes, 0))
        from ligne k join dossier f on f.territoire_id = k.territoire_id and f.id = k.dossier_id and f.archive_le is null
        join appel_a_projets b on b.territoire_id = f.territoire_id and b.id = f.appel_id
        where k.territoire_id = l.territoire_id and k.financeur_id = l.financeur_id and f.porteur_id = d.porteur_id and b.exercice = a.exercice
          and f.id <> d.id), 0)::float8 as autres_centimes,
      coalesce((select json_agg(json_build_object('libelle', w.nature, 'prevuLe', w.prevu_le, 'centimes', w.montant_centimes) order by w.rang)
        from versement w where w.territoire_id = l.territoire_id and w.ligne_id = l.id and w.nature <> 'reversement'), '[]') as versements
    from ligne l
    join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
    join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
    join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where l.territoire_id = territoire_courant() and l.dossier_id = ${dossierId} order by o.nom`.execute(tx)
  return rows.map((row) => ({
    ...row,
    versements: row.versements.map((its) => ({
      ...its,
      libelle: versementNatures[its.libelle as keyof typeof versementNatures] ?? its.libelle, // constrained by the column
    })),
  }))
}

const grantedOf = ({ specifique, droitCommun }: MatiereLigne): number | null =>
  specifique === null && droitCommun === null ? null : (specifique ?? 0) + (droitCommun ?? 0)

/** What is still to be written for a dossier. */
export function neededOf(matiere: Matiere): NeededAct[] {
  const lignes: DecidedLine[] = matiere.lignes.map((its) => ({ ...its, centimes: grantedOf(its) }))
  return neededActs({
    lignes,
    pluriannuel: matiere.pluriannuel,
    porteurPublic: isPublicBody(matiere.porteurNature),
    emetteurId: matiere.emetteurId,
    faits: matiere.actes,
  })
}

export interface ActSubject {
  nature: ActeNature
  financeurId: string
  objet?: string
  /** Of an amendment: what it changes. */
  modifie?: { designation: string; fin: IsoDate | null; montantCentimes: number }
}

/** The values a template may call, for one act of a dossier. Empty: not known. */
export function valuesFor(matiere: Matiere, subject: ActSubject): Record<ActeVariable, string> {
  const ligne = matiere.lignes.find((its) => its.financeurId === subject.financeurId)
  const date = (day: IsoDate | null | undefined) => (day ? formatDate(day) : '')
  const amount = subject.modifie?.montantCentimes ?? (ligne ? grantedOf(ligne) : null)
  const total = matiere.lignes.reduce((sum, its) => sum + (grantedOf(its) ?? 0), 0)
  return {
    territoire: matiere.territoire,
    emetteur: matiere.emetteur,
    financeur: ligne?.financeur ?? matiere.emetteur,
    porteur: matiere.porteur,
    porteur_siege: matiere.siege,
    porteur_siret: matiere.siret ?? '',
    porteur_rna: matiere.rna ?? '',
    representant: matiere.signataire,
    representant_fonction: matiere.signataireFonction,
    dossier: matiere.numero,
    action: matiere.action,
    appel: matiere.appel,
    exercice: String(matiere.exercice),
    montant: amount === null ? '' : formatEuros(amount),
    montant_detail: ligne ? detailOf(ligne) : '',
    montant_total: formatEuros(total),
    cout: matiere.coutCentimes > 0 ? formatEuros(matiere.coutCentimes) : '',
    decision: decisionOf(matiere, ligne),
    motifs: motifsOf(matiere),
    debut: date(matiere.debut),
    fin: date(subject.modifie?.fin ?? matiere.fin),
    echeance: date(reportDueDate(matiere.exercice)),
    acte_modifie: subject.modifie?.designation ?? '',
    objet: subject.objet ?? '',
  }
}

function detailOf({ specifique, droitCommun }: MatiereLigne): string {
  const parts = [
    ...((specifique ?? 0) > 0 ? [`${formatEuros(specifique)} de crédits spécifiques`] : []),
    ...((droitCommun ?? 0) > 0 ? [`${formatEuros(droitCommun)} de droit commun`] : []),
  ]
  return formatList(parts)
}

function decisionOf({ lignes }: Matiere, ligne: MatiereLigne | undefined): string {
  const its = ligne ?? lignes.find((line) => line.decideLe !== null)
  return its?.decideLe ? `${its.reference}, ${formatDate(its.decideLe)}` : ''
}

function motifsOf({ lignes }: Matiere): string {
  return lignes
    .filter((its) => grantedOf(its) === 0)
    .map((its) => `- ${its.financeur} : ${its.motif || 'non retenu.'}`)
    .join('\n')
}

/** The tables of an act, as they stand now. */
export function annexesFor(matiere: Matiere, { nature, financeurId }: ActSubject): Annexes {
  const ligne = matiere.lignes.find((its) => its.financeurId === financeurId)
  const issuer = { name: `Pour ${ligne?.financeur ?? matiere.emetteur}`, role: 'Nom, fonction, signature' }
  const carrier = {
    name: `Pour ${matiere.porteur}`,
    role: [matiere.signataire, matiere.signataireFonction].filter(Boolean).join(', '),
  }
  return {
    plan: matiere.lignes.map((its) => ({
      financeur: its.financeur,
      demandeCentimes: its.demandeCentimes,
      accordeCentimes: grantedOf(its),
      remarque: grantedOf(its) === 0 ? its.motif : '',
    })),
    versements: ligne?.versements ?? [],
    signataires: isLetter(nature) || nature === 'arrete' ? [issuer] : [issuer, carrier],
  }
}
