import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { DocumentInput } from '#app/platform/documents/document.schema.ts'
import {
  conservations,
  type DestructionEtat,
  destructionEtats,
  formatMois,
  type Sorte,
} from './conservation.ts'

interface Told {
  numero: number
  sorte: Sorte
  etat: DestructionEtat
  dureeMois: number
  arreteeAu: IsoDate
  premier: IsoDate
  dernier: IsoDate
  nombre: number
  detruits: number | null
  empreinte: string
  proposeNom: string
  proposeLe: Date
  viseNom: string | null
  viseLe: Date | null
  faitNom: string | null
  faitLe: Date | null
  exemple: boolean
}

interface Ligne {
  objetId: string
  libelle: string
  depart: IsoDate
  detruit: boolean
}

/** The list for the visa while it is open, the certificate once it is done. A certificate names nobody destroyed. */
export function destructionDocument(
  its: Told,
  lignes: ReadonlyArray<Ligne>,
  issued: { issuer: string; date: IsoDate },
): DocumentInput {
  const isDone = its.etat === 'faite'
  const { titre } = conservations[its.sorte]
  return {
    title: isDone ? `Certificat de destruction n° ${its.numero}` : `Liste de destruction n° ${its.numero}`,
    subtitle: titre,
    kind: isDone ? 'Certificat de destruction' : 'Bordereau d’élimination',
    ...issued,
    status: its.exemple ? `${destructionEtats[its.etat]}, exemple` : destructionEtats[its.etat],
    blocks: [
      { type: 'heading', level: 1, text: 'Ce qui est en cause' },
      { type: 'facts', items: whatOf(its) },
      { type: 'heading', level: 1, text: 'Qui a proposé, visé, fait' },
      { type: 'table', caption: 'Les étapes', columns: stepColumns, rows: stepsOf(its) },
      { type: 'heading', level: 1, text: 'La liste' },
      {
        type: 'table',
        caption: isDone ? 'Éléments de la liste, par leur seul identifiant' : 'Éléments proposés',
        columns: [
          { label: 'Identifiant', width: 3 },
          { label: 'Élément', width: 4 },
          { label: 'Compté depuis' },
        ],
        rows: lignes.map(({ objetId, libelle, depart, detruit }) => [
          objetId,
          detruit ? 'détruit' : isDone ? 'épargné : de nouveau utile le jour de la destruction' : libelle,
          formatDate(depart),
        ]),
      },
      { type: 'paragraph', look: 'small', text: `Empreinte de la liste (SHA-256) : ${its.empreinte}` },
    ],
  }
}

const stepColumns = [{ label: 'Étape' }, { label: 'Par' }, { label: 'Le' }]

function whatOf({ sorte, dureeMois, arreteeAu, premier, dernier, nombre, detruits }: Told) {
  const { titre, texte, effet, depart } = conservations[sorte]
  return [
    { label: 'Nature', value: titre },
    { label: 'Règle', value: `${formatMois(dureeMois)}, comptés depuis ${depart}. ${texte}` },
    { label: 'Arrêtée au', value: formatDate(arreteeAu) },
    { label: 'Dates extrêmes', value: `${formatDate(premier)} – ${formatDate(dernier)}` },
    { label: 'Éléments sur la liste', value: String(nombre) },
    ...(detruits === null ? [] : [{ label: 'Éléments détruits', value: String(detruits) }]),
    { label: 'Effet', value: effet },
  ]
}

function stepsOf({ proposeNom, proposeLe, viseNom, viseLe, faitNom, faitLe }: Told): string[][] {
  const step = (label: string, nom: string | null, le: Date | null) => [
    label,
    nom ?? '—',
    le ? formatInstant(le) : '—',
  ]
  return [
    step('Proposition', proposeNom, proposeLe),
    step('Visa', viseNom, viseLe),
    step('Destruction', faitNom, faitLe),
  ]
}
