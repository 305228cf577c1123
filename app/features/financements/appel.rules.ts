import { formatInstant, parisTime } from '#app/lib/paris-time.ts'
import { type AppelEtat, appelEtats } from './appel.words.ts'

export interface AppelClock {
  etat: AppelEtat
  ouvreLe: Date | null
  fermeLe: Date | null
  graceMinutes: number
}

/** The state a call is in at an instant: once validated, the clock of the server opens and closes it. */
export function etatAt({ etat, ouvreLe, fermeLe }: Omit<AppelClock, 'graceMinutes'>, now: Date): AppelEtat {
  if (etat !== 'valide' && etat !== 'ouvert') return etat
  if (fermeLe && now >= fermeLe) return 'clos'
  return ouvreLe && now >= ouvreLe ? 'ouvert' : 'valide'
}

/** The last instant at which a submission begun in time may end. */
export function endOfGrace({
  fermeLe,
  graceMinutes,
}: Pick<AppelClock, 'fermeLe' | 'graceMinutes'>): Date | null {
  return fermeLe ? new Date(fermeLe.getTime() + graceMinutes * 60_000) : null
}

export type Window = { open: true } | { open: false; sentence: string }

// In these states the clock decides; after them the team has begun to work, before them nothing is published.
const timed = new Set<AppelEtat>(['valide', 'ouvert', 'clos'])

/** Whether a submission counts now, given when it was begun; if not, the sentence with the exact hours. */
export function submissionWindow(appel: AppelClock, begunAt: Date | null, now: Date): Window {
  const { etat, ouvreLe, fermeLe } = appel
  if (!timed.has(etat))
    return closed(
      etat === 'brouillon'
        ? 'Cet appel n’est pas encore publié.'
        : `Cet appel est ${appelEtats[etat].toLowerCase()} : il ne reçoit plus de dossiers.`,
    )
  if (!ouvreLe || !fermeLe) return closed('Les dates de cet appel ne sont pas encore fixées.')
  if (now < ouvreLe) return closed(`L’appel ouvre le ${formatInstant(ouvreLe)}.`)
  if (now < fermeLe) return { open: true }
  const end = endOfGrace(appel) ?? fermeLe
  const isBegun = begunAt !== null && begunAt < fermeLe
  if (isBegun && now < end) return { open: true }
  const when = `L’appel a fermé le ${formatInstant(fermeLe)} ; il est ${exactTime(now)} à l’horloge du serveur.`
  return closed(
    isBegun
      ? `${when} Votre dépôt, commencé à ${exactTime(begunAt)}, pouvait finir jusqu’à ${exactTime(end)}.`
      : `${when} Votre dossier reste gardé : il n’est pas déposé.`,
  )
}

const closed = (sentence: string): Window => ({ open: false, sentence })

/** « 23 h 59 min 58 s », in Paris. */
export function exactTime(instant: Date): string {
  const [hours = '', minutes = ''] = parisTime(instant).split(':')
  return [Number(hours), 'h', minutes, 'min', String(instant.getUTCSeconds()).padStart(2, '0'), 's'].join(
    '\u00a0',
  )
}

interface AppelWhole {
  ouvreLe: Date | null
  fermeLe: Date | null
  texte: string
  financeurIds: ReadonlyArray<string>
  pieces: number
  criteres: number
}

/** What a call still lacks before it can be validated. */
export function missingBeforeValidation(appel: AppelWhole): string[] {
  return [
    appel.texte.trim() === '' ? 'le texte de l’appel' : '',
    !appel.ouvreLe || !appel.fermeLe ? 'ses dates d’ouverture et de clôture' : '',
    appel.financeurIds.length === 0 ? 'un financeur au moins' : '',
    appel.pieces === 0 ? 'les pièces demandées' : '',
    appel.criteres === 0 ? 'la grille d’instruction' : '',
  ].filter(Boolean)
}

/** Where a call may go from the state it is in, by hand; opening and closing belong to the clock. */
export const appelMoves: Partial<Record<AppelEtat, ReadonlyArray<AppelMove>>> = {
  brouillon: [{ to: 'valide', label: 'Valider l’appel' }],
  valide: [
    { to: 'ouvert', label: 'Ouvrir maintenant' },
    { to: 'brouillon', label: 'Revenir au brouillon' },
  ],
  ouvert: [{ to: 'clos', label: 'Clore maintenant' }],
  clos: [{ to: 'instruction', label: 'Commencer l’instruction' }],
  instruction: [{ to: 'programme', label: 'Marquer comme programmé' }],
  programme: [{ to: 'archive', label: 'Archiver' }],
}

export interface AppelMove {
  to: AppelEtat
  label: string
}
