import type { IsoDate } from '#app/lib/dates.ts'
import type { DocumentInput } from '#app/platform/documents/document.schema.ts'
import { conservations, formatMois, type Sorte } from './conservation.ts'
import { type Traitement, traitements } from './registre.ts'

interface Regle {
  sorte: Sorte
  dureeMois: number
  suspendue: boolean
}

/** The register as a document: what is done with personal data, then how long each kind of record is kept. */
export function registreDocument(
  counts: Readonly<Record<string, number>>,
  regles: ReadonlyArray<Regle>,
  issued: { issuer: string; date: IsoDate },
): DocumentInput {
  return {
    title: 'Registre des traitements de données personnelles',
    kind: 'Registre (RGPD, article 30)',
    ...issued,
    contents: true,
    blocks: [
      {
        type: 'paragraph',
        look: 'lead',
        text: 'Ce que l’application garde vraiment, table par table. Le responsable du traitement est l’établissement ; son délégué à la protection des données complète ce registre.',
      },
      ...traitements.flatMap((its) => treatmentBlocks(its, counts)),
      { type: 'heading', level: 1, text: 'Règles de conservation' },
      rulesTable(regles),
    ],
  }
}

type Block = DocumentInput['blocks'][number]

function treatmentBlocks(its: Traitement, counts: Readonly<Record<string, number>>): Block[] {
  return [
    { type: 'heading', level: 1, text: its.titre },
    {
      type: 'facts',
      items: [
        { label: 'Finalité', value: its.finalite },
        { label: 'Base légale', value: its.base },
        { label: 'Personnes', value: its.personnes },
        { label: 'Données', value: its.donnees },
        { label: 'Destinataires', value: its.destinataires },
        { label: 'Conservation', value: its.conservation },
      ],
    },
    {
      type: 'table',
      caption: `Où : ${its.titre.toLowerCase()}`,
      columns: [
        { label: 'Contenu', width: 3 },
        { label: 'Table', width: 2 },
        { label: 'Lignes', align: 'end' },
      ],
      rows: its.places.map(({ table, contenu }) => [contenu, table, String(counts[table] ?? 0)]),
    },
  ]
}

function rulesTable(regles: ReadonlyArray<Regle>): Block {
  return {
    type: 'table',
    caption: 'Durée de chaque nature',
    columns: [
      { label: 'Nature', width: 2 },
      { label: 'Durée' },
      { label: 'Comptée depuis' },
      { label: 'Pourquoi', width: 3 },
    ],
    rows: regles.map(({ sorte, dureeMois, suspendue }) => [
      conservations[sorte].titre,
      suspendue ? `${formatMois(dureeMois)}, suspendue` : formatMois(dureeMois),
      conservations[sorte].depart,
      conservations[sorte].texte,
    ]),
  }
}
