import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { undoNeutralise } from '#app/lib/tables/csv-write.ts'
import { openTables, plainName, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canEditAppels } from './financements.permissions.ts'
import { type ChoixImport, choixOf } from './import-choix.ts'
import { findTableau, type Tableau } from './import-colonnes.ts'
import { type ActionLue, type LigneLue, readTableau } from './import-lecture.ts'
import { loadRepertoire, type Repertoire } from './import-repertoire.server.ts'

const MAX_ROWS = 20_000

/** The first sheet of a file that names actions or carriers. @throws Refusal when none does */
export async function readProgrammation(path: string): Promise<Tableau> {
  const opened = await openTables(path)
  try {
    for (const table of opened.tables) {
      const rows: Row[] = []
      for await (const row of table.rows()) {
        rows.push(table.kind === 'csv' ? { ...row, cells: row.cells.map(undone) } : row)
        if (rows.length > MAX_ROWS) throw tooLong
      }
      const tableau = findTableau(rows)
      if (tableau) return tableau
    }
    const sentence =
      'Aucun tableau de ce fichier ne ressemble à une programmation : il faut une ligne d’en-têtes avec l’action ou le porteur.'
    throw new Refusal('pas-de-programmation', sentence)
  } finally {
    await opened.close()
  }
}

const tooLong = new Refusal(
  'trop-de-lignes',
  `Ce fichier a plus de ${MAX_ROWS} lignes : partagez-le en plusieurs.`,
)

const undone = (cell: Row['cells'][number]) => (typeof cell === 'string' ? undoNeutralise(cell) : cell)

export interface LignePrete extends LigneLue {
  financeurId: string | null
}

export interface ActionPrete {
  line: number
  numero: string
  titre: string
  porteur: string
  porteurId: string | null
  siret: string | null
  axeId: string | null
  communeCodes: string[]
  qpvCodes: string[]
  ficheId: string | null
  objectifs: string
  reference: string
  isRefused: boolean
  effet: 'nouveau' | 'identique' | 'different'
  lue: ActionLue
  lignes: LignePrete[]
}

export interface Repetition {
  tableau: Tableau
  choix: ChoixImport
  actions: ActionPrete[]
  remarques: ReportLine[]
  lues: number
  appels: Repertoire['appels']
  organisations: string[]
  /** Names that no organisation of the territory has: created by the import. */
  nouvelles: string[]
}

type Asked = Parameters<typeof choixOf>[0]

/** What a file would give with these choices. Writes nothing. */
export async function rehearseProgrammation(
  tx: Tx,
  actor: Actor,
  tableau: Tableau,
  asked: Asked,
): Promise<Repetition> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const choix = choixOf(asked, tableau)
  const known = await loadRepertoire(tx, choix.appelId)
  const read = readTableau(tableau, choix)
  const remarques = [...read.remarques]
  const actions = read.actions.flatMap((lue) => prepared(lue, { known, choix, remarques }))
  const names = actions.flatMap((its) => [
    ...(its.porteurId ? [] : [its.porteur]),
    ...its.lignes.flatMap((line) => (line.financeurId ? [] : [line.financeur])),
  ])
  return {
    tableau,
    choix,
    actions,
    remarques: remarques.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
    lues: read.lues,
    appels: known.appels,
    organisations: known.noms,
    nouvelles: [...new Map(names.map((nom) => [plainName(nom), nom])).values()],
  }
}

interface Preparing {
  known: Repertoire
  choix: ChoixImport
  remarques: ReportLine[]
}

type Say = (code: string, message: string) => void

function prepared(lue: ActionLue, { known, choix, remarques }: Preparing): ActionPrete[] {
  const say: Say = (code, message) => void remarques.push({ line: lue.line, column: null, code, message })
  const { porteur = '', numero = '', objectifs = '', reference = '', statut = '' } = lue.textes
  const titre = lue.textes.titre || porteur
  if (porteur === '') {
    say('sans-porteur', `« ${titre} » n’a pas de porteur : non importé.`)
    return []
  }
  const keys = recognised(lue, known, say)
  const lignes = lue.lignes.map((line) => {
    const financeur = choix.financeurs[plainName(line.financeur)] ?? line.financeur
    return { ...line, financeur, financeurId: known.organisationOf(financeur, null) }
  })
  if (lignes.length === 0)
    say('sans-montant', `« ${titre} » n’a aucun montant : importé sans ligne de financeur.`)
  const effet = known.effetOf({ numero, titre, porteurId: keys.porteurId, lignes })
  if (effet === 'different')
    say('deja-la', 'Ce dossier est déjà dans l’appel avec d’autres montants : l’import ne le change pas.')
  const isRefused = /irrecevable|inéligible|UNACCEPTABLE/i.test(statut)
  const texts = { line: lue.line, numero, titre, porteur, objectifs, reference }
  return [{ ...texts, ...keys, ficheId: known.ficheOf(titre), isRefused, effet, lue, lignes }]
}

/** The carrier, the axis and the places of a row, as the territory knows them. */
function recognised({ textes }: ActionLue, known: Repertoire, say: Say) {
  const { porteur = '', siret = '', axe = '', communes = '', qpv = '' } = textes
  const number = siret === '' ? null : known.siretOf(siret)
  if (siret !== '' && !number)
    say('siret', `« ${siret} » n’est pas un SIRET : gardé dans la copie de la ligne.`)
  const axeId = axe === '' ? null : known.axeOf(axe)
  if (axe !== '' && !axeId) say('axe-inconnu', `L’axe « ${axe} » n’est pas reconnu : laissé vide.`)
  const { inconnus, ...places } = known.placesOf(communes, qpv)
  for (const name of inconnus)
    say('lieu-inconnu', `« ${name} » n’est ni une commune ni un quartier du territoire.`)
  return { porteurId: known.organisationOf(porteur, number), siret: number, axeId, ...places }
}

/** Imports already made, newest first. */
export async function listImportsProgrammation(tx: Tx) {
  const { rows } = await sql<{
    id: string
    nomFichier: string
    faitLe: Date
    annuleLe: Date | null
    auteur: string | null
    dossiers: number
  }>`
    select l.id, l.nom_fichier, l.fait_le, l.annule_le, p.nom as auteur, (l.rapport ->> 'dossiers')::int as dossiers
    from import_lot l left join personne p on p.territoire_id = l.territoire_id and p.id = l.fait_par
    where l.territoire_id = territoire_courant() and l.entite = 'dossier' order by l.fait_le desc limit 20`.execute(
    tx,
  )
  return rows
}
